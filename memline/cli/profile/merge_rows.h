/* The rows of many profiles as those of one: files of the same name, functions
   of the same name in the same file, places and contexts that hang on the same
   one and are the same otherwise.  Knows who is who, not what was counted: the
   figures of the joint profile are the caller's.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGE_ROWS_H
#define MEMLINE_CLI_MERGE_ROWS_H

#include "base/index.h"
#include "profile/profile.h"

/* All zero is one without rows. */
struct merge_rows {
  struct profile profile; /* rows in the order in which they came */
  size_t file_capacity, digest_capacity, function_capacity, place_capacity,
      context_capacity;
  struct index files, functions, places, contexts;
};

/* Rows of one profile -> rows of the joint profile. */
struct merge_rows_map {
  int32_t *files, *functions, *places, *contexts;
};

/* Finds the rows of a profile, and makes those that are new: a digest as it is
   in PROFILE, everything else empty.  No table may come to 2^31 rows. */
struct merge_rows_map merge_rows_add(struct merge_rows *joint,
                                     const struct profile *profile);

void merge_rows_map_free(struct merge_rows_map *rows);
void merge_rows_free(struct merge_rows *joint);

#endif
