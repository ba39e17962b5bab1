/* The peaks that each line has in many profiles: in how many it ran, their sum,
   and whose is the largest.  Memory grows with the lines, and with the profiles
   that have the largest peak of a line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGE_PEAKS_H
#define MEMLINE_CLI_MERGE_PEAKS_H

#include "base/error.h"
#include "base/index.h"
#include "profile/merge_rows.h"
#include "profile/profile.h"

/* All zero is one without lines. */
struct merge_peaks {
  struct peak_row
      *rows; /* functions and files are those of the joint profile */
  size_t count, capacity;
  struct index lines;
  const char **names; /* of profiles; all that rows refer to, and each once */
  size_t name_count, name_capacity;
  struct index by_name;
};

/* Adds a profile, merged or not, whose rows are ROWS of the joint profile
   SUM, which owns the names of profiles.  NAME is what it is called unless it
   is a merged one. */
bool merge_peaks_add(struct merge_peaks *peaks, struct profile *sum,
                     const struct profile *profile,
                     const struct merge_rows_map *rows, const char *name,
                     struct error *error);

/* The lines that ran, in any order, as those of SUM's merged. */
void merge_peaks_finish(const struct merge_peaks *peaks, struct profile *sum);

void merge_peaks_free(struct merge_peaks *peaks);

#endif
