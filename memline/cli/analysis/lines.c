/* The lines of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "analysis/lines.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>
#include <string.h>

/* Names are compared once; sorting places then compares their ranks, which are
   the same for the same names. */
struct order {
  const struct profile *profile;
  enum lines_order by;
  uint32_t *file_rank, *function_rank;
};

static int compare_files(const void *a, const void *b, void *data) {
  const struct profile *profile = data;
  uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
  return strcmp(profile->files[i], profile->files[j]);
}

static int compare_functions(const void *a, const void *b, void *data) {
  const struct profile *profile = data;
  uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
  return strcmp(profile->functions[i].name, profile->functions[j].name);
}

/* rank[i] is the position of item i in sorted order, or that of the first one
   of the same name.  The caller frees it. */
static uint32_t *ranks(const struct profile *profile, size_t count,
                       int (*compare)(const void *, const void *, void *)) {
  uint32_t *sorted = memory_new(count, sizeof *sorted);
  uint32_t *rank = memory_new(count, sizeof *rank);
  for (size_t i = 0; i < count; i++)
    sorted[i] = (uint32_t)i;
  qsort_r(sorted, count, sizeof *sorted, compare, (void *)profile);
  for (size_t i = 0; i < count; i++)
    rank[sorted[i]] =
        i && compare(&sorted[i - 1], &sorted[i], (void *)profile) == 0
            ? rank[sorted[i - 1]]
            : (uint32_t)i;
  free(sorted);
  return rank;
}

static int compare_lines(const struct order *order, const struct place *a,
                         const struct place *b) {
  int result = 0;
  if (order->by == LINES_BY_FUNCTION || order->by == LINES_BY_INSTANCE) {
    result = numbers_compare(a->function, b->function);
    if (!result && order->by == LINES_BY_INSTANCE)
      result = numbers_compare(a->outer, b->outer);
    if (!result && a->file != b->file) {
      int32_t own = order->profile->functions[a->function].file;
      result = (b->file == own) - (a->file == own);
    }
  }
  int by_function = numbers_compare(order->function_rank[a->function],
                                    order->function_rank[b->function]);
  if (!result && order->by == LINES_BY_NAME)
    result = by_function;
  if (!result)
    result =
        numbers_compare(order->file_rank[a->file], order->file_rank[b->file]);
  if (!result && order->by == LINES_BY_POSITION)
    result = numbers_compare(a->line, b->line);
  if (!result)
    result = by_function;
  if (!result)
    result = numbers_compare(a->line, b->line);
  if (!result)
    result = numbers_compare(a->function, b->function);
  return result ? result : numbers_compare(a->file, b->file);
}

static int compare_places(const void *a, const void *b, void *data) {
  const struct order *order = data;
  uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
  int result = compare_lines(order, &order->profile->places[i],
                             &order->profile->places[j]);
  return result ? result : numbers_compare(i, j);
}

static bool same_line(const struct place *a, const struct place *b) {
  return a->function == b->function && a->file == b->file && a->line == b->line;
}

static void group(struct lines *lines, size_t places, bool apart) {
  const struct place *all = lines->profile->places;
  for (size_t i = 0; i < places; i++) {
    struct line *last = lines->count ? &lines->items[lines->count - 1] : NULL;
    if (last && !apart &&
        same_line(&all[lines->places[last->first]], &all[lines->places[i]]))
      last->count++;
    else
      lines->items[lines->count++] =
          (struct line){.first = (uint32_t)i, .count = 1};
  }
}

void lines_collect(const struct profile *profile, enum lines_order by,
                   bool apart, struct lines *lines) {
  size_t places = profile->place_count - 1;
  struct order order = {
      .profile = profile,
      .by = by,
      .file_rank = ranks(profile, profile->file_count, compare_files),
      .function_rank =
          ranks(profile, profile->function_count, compare_functions),
  };
  *lines = (struct lines){
      .profile = profile,
      .places = memory_new(places, sizeof *lines->places),
      .items = memory_new(places, sizeof *lines->items),
  };
  for (size_t i = 0; i < places; i++)
    lines->places[i] = (uint32_t)i + 1;
  qsort_r(lines->places, places, sizeof *lines->places, compare_places, &order);
  group(lines, places, apart);
  free(order.file_rank);
  free(order.function_rank);
}

void lines_free(struct lines *lines) {
  free(lines->places);
  free(lines->items);
  memset(lines, 0, sizeof *lines);
}

void lines_keep(struct lines *lines, const bool *functions) {
  size_t kept = 0;
  for (size_t i = 0; i < lines->count; i++)
    if (functions[lines_place(lines, i)->function])
      lines->items[kept++] = lines->items[i];
  lines->count = kept;
}

void lines_select(struct lines *lines, const struct selection *selection) {
  size_t kept = 0;
  for (size_t i = 0; i < lines->count; i++)
    if (selection_has_place(selection, lines_place(lines, i)))
      lines->items[kept++] = lines->items[i];
  lines->count = kept;
}

struct keyed_line {
  struct line line;
  int64_t key;
  size_t number; /* keeps the order of equals */
};

static int compare_keys(const void *a, const void *b) {
  const struct keyed_line *i = a, *j = b;
  int result = numbers_compare(j->key, i->key);
  return result ? result
                : numbers_compare((int64_t)i->number, (int64_t)j->number);
}

/* The lines with the largest FIGURE first.  The caller frees them. */
static struct keyed_line *key_lines(const struct lines *lines,
                                    enum figure figure) {
  struct keyed_line *keyed = memory_new(lines->count, sizeof *keyed);
  for (size_t i = 0; i < lines->count; i++) {
    int64_t figures[FIGURES];
    lines_figures(lines, i, figures);
    keyed[i] = (struct keyed_line){lines->items[i], figures[figure], i};
  }
  qsort(keyed, lines->count, sizeof *keyed, compare_keys);
  return keyed;
}

void lines_sort(struct lines *lines, enum figure figure) {
  struct keyed_line *keyed = key_lines(lines, figure);
  for (size_t i = 0; i < lines->count; i++)
    lines->items[i] = keyed[i].line;
  free(keyed);
}

void lines_keep_largest(struct lines *lines, enum figure figure, size_t count) {
  struct keyed_line *keyed = key_lines(lines, figure);
  if (count < lines->count)
    lines->count = count;
  for (size_t i = 0; i < lines->count; i++)
    keyed[i].key = 0;
  qsort(keyed, lines->count, sizeof *keyed, compare_keys);
  for (size_t i = 0; i < lines->count; i++)
    lines->items[i] = keyed[i].line;
  free(keyed);
}

const struct place *lines_place(const struct lines *lines, size_t line) {
  return &lines->profile->places[lines->places[lines->items[line].first]];
}

void lines_figures(const struct lines *lines, size_t line,
                   int64_t figures[FIGURES]) {
  const struct line *item = &lines->items[line];
  figures_clear(figures);
  for (uint32_t i = 0; i < item->count; i++)
    figures_add(figures,
                lines->profile->places[lines->places[item->first + i]].figures);
}

size_t lines_of_function(const struct lines *lines, int32_t function) {
  size_t low = 0, high = lines->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (lines_place(lines, middle)->function < function)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < lines->count && lines_place(lines, low)->function == function)
    return low;
  return lines->count;
}
