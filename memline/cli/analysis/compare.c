/* Two profiles of one program side by side.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "analysis/compare.h"

#include "analysis/same_files.h"
#include "base/grow.h"
#include "base/index.h"
#include "base/memory.h"
#include "base/numbers.h"
#include "shared/hash.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What makes a line known again.  Files have one number in both profiles:
   OLD's row, or behind them NEW's. */
struct key {
  int32_t file, function_file; /* -1: the place without line */
  const char *function, *text; /* TEXT: if that is the basis */
  int64_t number;              /* else the line, or its distance */
};

struct keyed_row {
  struct key key;
  struct compare_row row;
};

struct compare {
  const struct compare_side *sides;
  int32_t *files[2]; /* rows of files -> their common numbers */
  enum basis *bases; /* by common number */
  struct keyed_row *rows;
  size_t count, capacity;
  struct index index;
};

static const struct profile *profile_of(const struct compare *compare,
                                        int side) {
  return compare->sides[side].lines->profile;
}

static void number_files(struct compare *compare) {
  const struct profile *old = profile_of(compare, OLD);
  const struct profile *new = profile_of(compare, NEW);
  size_t count = old->file_count + new->file_count + 1;
  compare->files[OLD] = same_files(old, old);
  compare->files[NEW] = same_files(new, old);
  compare->bases = memory_zeroed(count, sizeof *compare->bases);
  for (size_t i = 0; i < new->file_count; i++) {
    int32_t twin = compare->files[NEW][i];
    if (twin < 0) {
      compare->files[NEW][i] = (int32_t)(old->file_count + i);
      continue;
    }
    const struct digest *a = &old->digests[twin], *b = &new->digests[i];
    bool same = a->size >= 0 && a->size == b->size && a->hash == b->hash;
    compare->bases[twin] = same ? BASIS_LINE : BASIS_TEXT;
  }
}

/* One line without a text is enough to do without the others'. */
static void find_bases(struct compare *compare) {
  for (int side = OLD; side <= NEW; side++) {
    const struct compare_side *from = &compare->sides[side];
    for (size_t i = 0; i < from->lines->count; i++) {
      int32_t file = compare->files[side][lines_place(from->lines, i)->file];
      if (!from->texts[i] && compare->bases[file] == BASIS_TEXT)
        compare->bases[file] = BASIS_OFFSET;
    }
  }
}

static const char *past_space(const char *text) {
  while (isspace((unsigned char)*text))
    text++;
  return text;
}

static bool same_text(const char *a, const char *b) {
  for (;; a++, b++) {
    a = past_space(a);
    b = past_space(b);
    if (*a != *b || *a == '\0')
      return *a == *b;
  }
}

static uint64_t hash_of(const struct key *key) {
  uint64_t hash = index_hash(HASH_START, (uint32_t)key->file);
  hash = index_hash(hash, (uint32_t)key->function_file);
  hash = hash_more(hash, key->function, strlen(key->function));
  for (const char *c = key->text; c && *(c = past_space(c)); c++)
    hash = hash_more(hash, c, 1);
  return index_hash(hash, (uint64_t)key->number);
}

struct wanted {
  const struct compare *compare;
  const struct key *key;
};

static bool same_key(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  const struct key *a = wanted->key, *b = &wanted->compare->rows[row].key;
  return a->file == b->file && a->function_file == b->function_file &&
         a->number == b->number && strcmp(a->function, b->function) == 0 &&
         (!a->text || same_text(a->text, b->text));
}

/* The row with that key, which may be new. */
static struct compare_row *row_of(struct compare *compare,
                                  const struct key *key) {
  struct wanted wanted = {compare, key};
  uint64_t hash = hash_of(key);
  int32_t found = index_find(&compare->index, hash, same_key, &wanted);
  if (found >= 0)
    return &compare->rows[found].row;
  compare->rows = grow(compare->rows, compare->count, &compare->capacity,
                       sizeof *compare->rows);
  index_add(&compare->index, hash, (int32_t)compare->count);
  struct keyed_row *row = &compare->rows[compare->count++];
  memset(row, 0, sizeof *row);
  row->key = *key;
  figures_clear(row->row.side[OLD].figures);
  figures_clear(row->row.side[NEW].figures);
  return &row->row;
}

/* FIRST is the first line of the part of a function that is in one file. */
static struct key key_of(const struct compare *compare, int side, size_t line,
                         int32_t first) {
  const struct profile *profile = profile_of(compare, side);
  const struct place *place = lines_place(compare->sides[side].lines, line);
  const struct function *function = &profile->functions[place->function];
  struct key key = {.file = compare->files[side][place->file],
                    .function_file = compare->files[side][function->file],
                    .function = function->name,
                    .number = place->line};
  enum basis basis = compare->bases[key.file];
  if (basis == BASIS_TEXT) {
    key.text = compare->sides[side].texts[line];
    key.number = 0;
  } else if (basis == BASIS_OFFSET) {
    key.number = place->line - first;
  }
  return key;
}

static void add_lines(struct compare *compare, int side) {
  const struct compare_side *from = &compare->sides[side];
  const struct profile *profile = from->lines->profile;
  const struct place *first = NULL;
  for (size_t i = 0; i < from->lines->count; i++) {
    const struct place *place = lines_place(from->lines, i);
    if (!first || first->function != place->function ||
        first->file != place->file)
      first = place;
    struct key key = key_of(compare, side, i, first->line);
    struct compare_row *row = row_of(compare, &key);
    int64_t figures[FIGURES];
    lines_figures(from->lines, i, figures);
    figures_add(row->side[side].figures, figures);
    if (row->side[side].count++ == 0) {
      row->side[side].line = place->line;
      row->basis = compare->bases[key.file];
      row->file = profile_file(profile, place->file);
      row->function = profile_function(profile, place->function);
      row->named = side;
      row->file_row = place->file;
      row->file_number = key.file;
      if (from->texts[i])
        row->text = from->texts[i];
    }
  }
}

static void add_no_line(struct compare *compare, int side) {
  static const struct key key = {
      .file = -1, .function_file = -1, .function = ""};
  if (!compare->sides[side].no_line)
    return;
  struct compare_row *row = row_of(compare, &key);
  row->file = row->function = "";
  row->file_row = -1;
  row->side[side].count = 1;
  figures_add(row->side[side].figures,
              profile_of(compare, side)->places[0].figures);
}

static enum change change_of(const struct compare_row *row,
                             const struct columns *columns) {
  bool counts = false;
  for (int i = 0; i < columns->count; i++) {
    int64_t old = row->side[OLD].figures[columns->list[i]];
    int64_t new = row->side[NEW].figures[columns->list[i]];
    if (old != new)
      return !row->side[OLD].count   ? CHANGE_NEW
             : !row->side[NEW].count ? CHANGE_GONE
             : new > old             ? CHANGE_GROWN
                                     : CHANGE_SHRUNK;
    counts |= old != 0 && old != FIGURE_NONE;
  }
  return counts && row->side[OLD].line != row->side[NEW].line ? CHANGE_MOVED
                                                              : CHANGE_NONE;
}

/* Keeps what is worth a word. */
static void pick(const struct compare *compare, const struct columns *columns,
                 struct comparison *comparison) {
  size_t capacity = 0;
  for (size_t i = 0; i < compare->count; i++) {
    enum change change = change_of(&compare->rows[i].row, columns);
    if (change == CHANGE_NONE)
      continue;
    struct compare_row *rows =
        grow(comparison->rows, comparison->count, &capacity, sizeof *rows);
    comparison->rows = rows;
    rows[comparison->count] = compare->rows[i].row;
    rows[comparison->count++].change = change;
    comparison->differences += change != CHANGE_MOVED;
  }
}

void compare_profiles(const struct compare_side sides[2],
                      const struct columns *columns,
                      struct comparison *comparison) {
  struct compare compare = {.sides = sides};
  *comparison = (struct comparison){0};
  number_files(&compare);
  find_bases(&compare);
  for (int side = OLD; side <= NEW; side++) {
    add_no_line(&compare, side);
    add_lines(&compare, side);
  }
  pick(&compare, columns, comparison);
  free(compare.files[OLD]);
  free(compare.files[NEW]);
  free(compare.bases);
  free(compare.rows);
  index_free(&compare.index);
}

void comparison_free(struct comparison *comparison) {
  free(comparison->rows);
  memset(comparison, 0, sizeof *comparison);
}

int64_t compare_difference(const struct compare_row *row, enum figure figure) {
  int64_t old = row->side[OLD].figures[figure];
  int64_t new = row->side[NEW].figures[figure], difference;
  old = old == FIGURE_NONE ? 0 : old;
  new = new == FIGURE_NONE ? 0 : new;
  if (!__builtin_sub_overflow(new, old, &difference) && difference > -INT64_MAX)
    return difference;
  return new > old ? INT64_MAX : -INT64_MAX;
}

size_t compare_count(const struct comparison *comparison, size_t first) {
  size_t end = first;
  while (end < comparison->count &&
         comparison->rows[end].change == comparison->rows[first].change)
    end++;
  return end - first;
}

struct order {
  int figure;
  const struct columns *columns;
};

static int compare_sizes(const struct compare_row *a,
                         const struct compare_row *b, enum figure figure) {
  return numbers_compare(llabs(compare_difference(b, figure)),
                         llabs(compare_difference(a, figure)));
}

static int compare_rows(const void *x, const void *y, void *data) {
  const struct compare_row *a = x, *b = y;
  const struct order *order = data;
  int result = numbers_compare(a->change, b->change);
  if (!result && order->figure >= 0)
    result = compare_sizes(a, b, (enum figure)order->figure);
  for (int i = 0; !result && i < order->columns->count; i++)
    result = compare_sizes(a, b, order->columns->list[i]);
  if (!result)
    result = strcmp(a->file, b->file);
  if (!result)
    result = strcmp(a->function, b->function);
  for (int side = NEW; !result && side >= OLD; side--)
    result = numbers_compare(a->side[side].line, b->side[side].line);
  return result;
}

void compare_sort(struct comparison *comparison, int figure,
                  const struct columns *columns) {
  struct order order = {figure, columns};
  if (comparison->count)
    qsort_r(comparison->rows, comparison->count, sizeof *comparison->rows,
            compare_rows, &order);
}
