/* What became of blocks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/turnover.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_lives(const struct profile *profile,
                      const struct groups *groups, struct turnover *turnover) {
  if (!profile_knows_lives(profile))
    return;
  turnover->lives = memory_zeroed(groups->count, sizeof *turnover->lives);
  for (size_t i = 0; i < profile->context_count; i++) {
    int32_t group = groups->of_place[profile->contexts[i].place];
    if (group >= 0)
      for (int life = LIFE_TEMPORARY_BYTES; life < LIVES; life++)
        turnover->lives[group][life] += profile->lives[i][life];
  }
}

static int compare_sizes(const void *a, const void *b) {
  return size_class_compare(a, b);
}

/* Makes one of neighbours that are alike; returns how many are left. */
static size_t join(struct size_class *sizes, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept && size_class_compare(&sizes[kept - 1], &sizes[i]) == 0) {
      sizes[kept - 1].bytes += sizes[i].bytes;
      sizes[kept - 1].blocks += sizes[i].blocks;
    } else {
      sizes[kept++] = sizes[i];
    }
  }
  return kept;
}

static void add_sizes(const struct profile *profile,
                      const struct groups *groups, struct turnover *turnover) {
  size_t count = 0;
  struct size_class *sizes = memory_new(profile->size_count, sizeof *sizes);
  size_t *first = memory_new(groups->count + 1, sizeof *first);
  turnover->sizes = sizes;
  turnover->first = first;
  for (size_t i = 0; i < profile->size_count; i++) {
    int32_t group = groups->of_place[profile->sizes[i].place];
    if (group < 0)
      continue;
    sizes[count] = profile->sizes[i];
    sizes[count++].place = group;
  }
  qsort(sizes, count, sizeof *sizes, compare_sizes);
  count = join(sizes, count);
  for (size_t group = 0, at = 0; group <= groups->count; group++) {
    first[group] = at;
    while (at < count && (size_t)sizes[at].place == group)
      at++;
  }
}

void turnover_make(const struct profile *profile, const struct groups *groups,
                   struct turnover *turnover) {
  memset(turnover, 0, sizeof *turnover);
  add_lives(profile, groups, turnover);
  add_sizes(profile, groups, turnover);
}

void turnover_free(struct turnover *turnover) {
  free(turnover->lives);
  free(turnover->sizes);
  free(turnover->first);
  memset(turnover, 0, sizeof *turnover);
}

void turnover_size(char text[TURNOVER_TEXT], int32_t bits) {
  static const char *const units[] = {"B",   "KiB", "MiB", "GiB",
                                      "TiB", "PiB", "EiB"};
  if (bits < 2)
    snprintf(text, TURNOVER_TEXT, "%d B", bits);
  else if (bits <= 10)
    snprintf(text, TURNOVER_TEXT, "%d-%d B", 1 << (bits - 1), (1 << bits) - 1);
  else
    snprintf(text, TURNOVER_TEXT, "%d-%d %s", 1 << (bits - 1) % 10,
             2 << (bits - 1) % 10, units[(bits - 1) / 10]);
}
