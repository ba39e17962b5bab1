/* Which functions to show, and in which order.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "analysis/function_choice.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>
#include <string.h>

/* What decides where a function comes. */
struct merit {
  uint64_t gross; /* bytes allocated and freed, each sum below 2^63 */
  int64_t key;    /* of the figure to order by */
  bool selected;  /* has it a line that is? */
};

struct order {
  const struct profile *profile;
  const struct merit *merits;
  int by;
};

/* One pass over the places.  The caller frees the array. */
static struct merit *measure(const struct profile *profile,
                             const struct function_choice_wish *wish) {
  int by = wish->order;
  struct merit *merits = memory_zeroed(profile->function_count, sizeof *merits);
  bool is_maximum = by >= 0 && figure_columns[by].join == JOIN_LARGEST;
  for (size_t i = 0; i < profile->function_count; i++)
    merits[i].key = is_maximum ? FIGURE_NONE : 0;
  for (size_t i = 1; i < profile->place_count; i++) {
    const struct place *place = &profile->places[i];
    struct merit *merit = &merits[place->function];
    merit->gross += (uint64_t)place->figures[FIGURE_ALLOCATED] +
                    (uint64_t)place->figures[FIGURE_FREED];
    merit->selected |= selection_has_place(wish->selection, place);
    if (by < 0 || place->figures[by] == FIGURE_NONE)
      continue;
    if (!is_maximum)
      merit->key += place->figures[by];
    else if (place->figures[by] > merit->key)
      merit->key = place->figures[by];
  }
  return merits;
}

static int compare_by_rule(const struct order *order, int32_t i, int32_t j) {
  const struct function *f = &order->profile->functions[i];
  const struct function *g = &order->profile->functions[j];
  uint64_t gross = order->merits[i].gross, other = order->merits[j].gross;
  if (f->system != g->system)
    return f->system ? 1 : -1;
  if (gross != other)
    return gross > other ? -1 : 1;
  int result = strcmp(profile_file(order->profile, f->file),
                      profile_file(order->profile, g->file));
  if (!result)
    result = strcmp(f->name, g->name);
  return result ? result : numbers_compare(i, j);
}

static int compare(const void *a, const void *b, void *data) {
  const struct order *order = data;
  int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
  if (order->by == FUNCTION_CHOICE_BY_NAME) {
    int result = strcmp(order->profile->functions[i].name,
                        order->profile->functions[j].name);
    if (result)
      return result;
  } else if (order->by >= 0) {
    int result = numbers_compare(order->merits[j].key, order->merits[i].key);
    if (result)
      return result;
  }
  return compare_by_rule(order, i, j);
}

/* Keeps the program's own functions. */
static void keep_own(const struct profile *profile,
                     struct function_choice *choice) {
  size_t own = 0;
  for (size_t i = 0; i < choice->count; i++)
    if (!profile->functions[choice->functions[i]].system)
      choice->functions[own++] = choice->functions[i];
  choice->count = own;
}

void function_choice_make(const struct profile *profile,
                          const struct function_choice_wish *wish,
                          struct function_choice *choice) {
  struct merit *merits = measure(profile, wish);
  struct order order = {profile, merits, wish->order};
  choice->count = 0;
  choice->functions =
      memory_new(profile->function_count, sizeof *choice->functions);
  for (size_t i = 0; i < profile->function_count; i++)
    if ((merits[i].selected || wish->selection->all) &&
        !(wish->ran && profile->functions[i].peak == FIGURE_NONE))
      choice->functions[choice->count++] = (int32_t)i;
  if (wish->own)
    keep_own(profile, choice);
  qsort_r(choice->functions, choice->count, sizeof *choice->functions, compare,
          &order);
  if (wish->show && choice->count > wish->show)
    choice->count = wish->show;
  free(merits);
}

void function_choice_free(struct function_choice *choice) {
  free(choice->functions);
  *choice = (struct function_choice){0};
}
