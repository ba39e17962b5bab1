/* The lines of a merged profile as rows: what top shows of a line, and its
   peaks in all the profiles.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGED_H
#define MEMLINE_CLI_MERGED_H

#include "views/grid.h"
#include "views/identity.h"

enum {
  MERGED_WORST = IDENTITY_COLUMNS,
  MERGED_NAME, /* the function, which is the first to be cut for people */
  MERGED_FIGURES,
  MERGED_PROFILES = MERGED_FIGURES + FIGURES,
  MERGED_MEAN,
  MERGED_SUM,
  MERGED_COLUMNS
};

struct merged_lines {
  struct grid_column columns[MERGED_COLUMNS];
  struct grid grid;
  size_t sort;   /* a column */
  size_t hidden; /* rows that --top leaves out */
};

/* Takes columns and order from VIEW.  The grid points into it: it must not
   move. */
bool merged_lines_choose(struct merged_lines *lines, const struct view *view,
                         struct error *error);

/* Fills the grid with VIEW's lines of SUM, both of which LABELS refer to. */
void merged_lines_fill(struct merged_lines *lines, const struct profile *sum,
                       const struct short_names *labels,
                       const struct view *view);

void merged_lines_free(struct merged_lines *lines);

#endif
