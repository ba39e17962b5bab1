/* What became of the blocks in many profiles, and how large they were: sums,
   and the largest of what cannot be added.  What one profile does not say,
   nobody knows of all of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGE_LIVES_H
#define MEMLINE_CLI_MERGE_LIVES_H

#include "base/error.h"
#include "base/index.h"
#include "profile/merge_rows.h"
#include "profile/profile.h"

/* All zero is one without contexts. */
struct merge_lives {
  int64_t (*items)[LIVES]; /* by context of the joint profile */
  size_t count, capacity;
  struct size_class *sizes; /* places are those of the joint profile */
  size_t size_count, size_capacity;
  struct index by_class;
  int64_t sums[LIVES], bytes, blocks; /* of each column; below 2^63 */
  bool unknown_lives, unknown_sizes;
};

/* Adds a profile whose rows are ROWS of a joint profile. */
bool merge_lives_add(struct merge_lives *lives, const struct profile *profile,
                     const struct merge_rows_map *rows, struct error *error);

/* Gives all of it to SUM, the joint profile without them; sizes are in any
   order. */
void merge_lives_finish(struct merge_lives *lives, struct profile *sum);

void merge_lives_free(struct merge_lives *lives);

#endif
