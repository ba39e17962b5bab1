/* The columns of a grid that say which line, function, file or call path a row
   is about: for people short labels, for programs whole names.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_IDENTITY_H
#define MEMLINE_CLI_IDENTITY_H

#include "analysis/groups.h"
#include "analysis/short_names.h"
#include "views/grid.h"

/* They are the first columns of the grid. */
enum identity_column {
  IDENTITY_FILE,
  IDENTITY_FUNCTION,
  IDENTITY_LINE,
  IDENTITY_PATH,
  IDENTITY_WHERE, /* labels for people */
  IDENTITY_NAME,
  IDENTITY_COLUMNS
};

/* Fills them for rows that are BY lines, functions, files or contexts; those
   that such rows do not have are shown to nobody: a program has none. */
void identity_columns(enum grouping by,
                      struct grid_column columns[IDENTITY_COLUMNS]);

/* Names the row of a group, but not its path. */
void identity_set(struct grid *grid, union grid_cell *row,
                  const struct short_names *labels, enum grouping by,
                  const struct group *group);

/* The paths of contexts: "inner.c:3 f < outer.c:9 g". */
struct identity_paths;

/* With LABELS' names for PEOPLE; LABELS must outlive it. */
struct identity_paths *identity_paths_make(const struct short_names *labels,
                                           bool people);
void identity_paths_free(struct identity_paths *paths);

/* Valid until the next call. */
const char *identity_path(struct identity_paths *paths, int32_t context);

/* How many columns it takes. */
int identity_path_width(struct identity_paths *paths, int32_t context);

#endif
