/* Puts the rows of a profile in an order that depends on names alone.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "profile/merge_order.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>
#include <string.h>

/* The new order of one table's rows.  What they refer to in other tables has
   been arranged before, but for what they refer to in their own. */
struct order {
  const struct profile *profile;
  size_t count;
  int32_t *old; /* by new row */
  int32_t *row; /* by old row: the new one */
};

static struct order order_make(const struct profile *profile, size_t count) {
  struct order order = {
      .profile = profile,
      .count = count,
      .old = memory_new(count, sizeof *order.old),
      .row = memory_new(count, sizeof *order.row),
  };
  for (size_t i = 0; i < count; i++)
    order.old[i] = (int32_t)i;
  return order;
}

static void order_free(struct order *order) {
  free(order->old);
  free(order->row);
}

typedef int compare(const void *a, const void *b, void *order);

static void sort(struct order *order, compare *compare) {
  if (order->count)
    qsort_r(order->old, order->count, sizeof *order->old, compare, order);
}

static void number(struct order *order) {
  for (size_t i = 0; i < order->count; i++)
    order->row[order->old[i]] = (int32_t)i;
}

/* Moves what lies in an array, each of SIZE bytes, to where it belongs. */
static void move(const struct order *order, void *items, size_t size) {
  if (!order->count)
    return;
  char *to = memory_new(order->count, size);
  for (size_t i = 0; i < order->count; i++)
    memcpy(to + i * size, (char *)items + (size_t)order->old[i] * size, size);
  memcpy(items, to, order->count * size);
  free(to);
}

static int compare_files(const void *a, const void *b, void *data) {
  const struct profile *profile = ((struct order *)data)->profile;
  return strcmp(profile->files[*(const int32_t *)a],
                profile->files[*(const int32_t *)b]);
}

static void arrange_files(struct profile *profile) {
  struct order order = order_make(profile, profile->file_count);
  sort(&order, compare_files);
  number(&order);
  move(&order, profile->files, sizeof *profile->files);
  move(&order, profile->digests, sizeof *profile->digests);
  for (size_t i = 0; i < profile->function_count; i++)
    profile->functions[i].file = order.row[profile->functions[i].file];
  for (size_t i = 1; i < profile->place_count; i++)
    profile->places[i].file = order.row[profile->places[i].file];
  for (size_t i = 0; i < profile->merged.line_count; i++)
    profile->merged.lines[i].file = order.row[profile->merged.lines[i].file];
  order_free(&order);
}

static int compare_functions(const void *a, const void *b, void *data) {
  const struct function *functions = ((struct order *)data)->profile->functions;
  const struct function *f = &functions[*(const int32_t *)a];
  const struct function *g = &functions[*(const int32_t *)b];
  int by_file = numbers_compare(f->file, g->file);
  return by_file ? by_file : strcmp(f->name, g->name);
}

static void arrange_functions(struct profile *profile) {
  struct order order = order_make(profile, profile->function_count);
  sort(&order, compare_functions);
  number(&order);
  move(&order, profile->functions, sizeof *profile->functions);
  for (size_t i = 1; i < profile->place_count; i++)
    profile->places[i].function = order.row[profile->places[i].function];
  for (size_t i = 0; i < profile->merged.line_count; i++)
    profile->merged.lines[i].function =
        order.row[profile->merged.lines[i].function];
  order_free(&order);
}

/* From siblings side by side, the children of one node behind those of an
   earlier one, to each node before its children.  PARENT says on which node
   each hangs; -1 is none. */
static void number_tree(struct order *order, const int32_t *parent) {
  size_t count = order->count, depth = 0, next = 0;
  int32_t *stack = memory_new(count, sizeof *stack);
  int32_t *child = memory_new(count + 1, sizeof *child); /* the first; -1 */
  memset(child, -1, (count + 1) * sizeof *child);
  for (size_t i = count; i-- > 0;)
    child[parent[order->old[i]] + 1] = (int32_t)i;
  if (count)
    stack[depth++] = child[0];
  while (depth > 0) {
    size_t at = (size_t)stack[depth - 1];
    int32_t node = order->old[at];
    order->row[node] = (int32_t)next++;
    if (at + 1 < count && parent[order->old[at + 1]] == parent[node])
      stack[depth - 1]++;
    else
      depth--;
    if (child[node + 1] >= 0)
      stack[depth++] = child[node + 1];
  }
  for (size_t i = 0; i < count; i++)
    order->old[order->row[i]] = (int32_t)i;
  free(stack);
  free(child);
}

static int compare_places(const void *a, const void *b, void *data) {
  const struct place *places = ((struct order *)data)->profile->places;
  const struct place *p = &places[*(const int32_t *)a];
  const struct place *q = &places[*(const int32_t *)b];
  int result = numbers_compare(p->outer, q->outer);
  if (!result)
    result = numbers_compare(p->function, q->function);
  if (!result)
    result = numbers_compare(p->file, q->file);
  return result ? result : numbers_compare(p->line, q->line);
}

/* Place 0 has no function: -1 comes before all others. */
static void arrange_places(struct profile *profile) {
  size_t count = profile->place_count;
  struct order order = order_make(profile, count);
  int32_t *outer = memory_new(count, sizeof *outer);
  for (size_t i = 0; i < count; i++)
    outer[i] = profile->places[i].outer;
  sort(&order, compare_places);
  number_tree(&order, outer);
  move(&order, profile->places, sizeof *profile->places);
  for (size_t i = 0; i < count; i++)
    if (profile->places[i].outer >= 0)
      profile->places[i].outer = order.row[profile->places[i].outer];
  for (size_t i = 0; i < profile->context_count; i++)
    profile->contexts[i].place = order.row[profile->contexts[i].place];
  for (size_t i = 0; i < profile->size_count; i++)
    profile->sizes[i].place = order.row[profile->sizes[i].place];
  order_free(&order);
  free(outer);
}

static int compare_contexts(const void *a, const void *b, void *data) {
  const struct context *contexts = ((struct order *)data)->profile->contexts;
  const struct context *c = &contexts[*(const int32_t *)a];
  const struct context *d = &contexts[*(const int32_t *)b];
  int by_parent = numbers_compare(c->parent, d->parent);
  return by_parent ? by_parent : numbers_compare(c->place, d->place);
}

static void arrange_contexts(struct profile *profile) {
  size_t count = profile->context_count;
  struct order order = order_make(profile, count);
  int32_t *parent = memory_new(count, sizeof *parent);
  for (size_t i = 0; i < count; i++)
    parent[i] = profile->contexts[i].parent;
  sort(&order, compare_contexts);
  number_tree(&order, parent);
  move(&order, profile->contexts, sizeof *profile->contexts);
  if (profile->lives)
    move(&order, profile->lives, sizeof *profile->lives);
  for (size_t i = 0; i < count; i++)
    if (profile->contexts[i].parent >= 0)
      profile->contexts[i].parent = order.row[profile->contexts[i].parent];
  order_free(&order);
  free(parent);
}

static int compare_peaks(const void *a, const void *b) {
  return line_peaks_compare(a, b);
}

static int compare_sizes(const void *a, const void *b) {
  return size_class_compare(a, b);
}

void merge_order(struct profile *profile) {
  arrange_files(profile);
  arrange_functions(profile);
  arrange_places(profile);
  arrange_contexts(profile);
  if (profile->merged.line_count)
    qsort(profile->merged.lines, profile->merged.line_count,
          sizeof *profile->merged.lines, compare_peaks);
  if (profile->size_count)
    qsort(profile->sizes, profile->size_count, sizeof *profile->sizes,
          compare_sizes);
}
