/* Trees of call paths as a view: the options that such views have, and their
   rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_BRANCHES_H
#define MEMLINE_CLI_BRANCHES_H

#include "grid.h"
#include "tree.h"

/* What can be asked of all of them. */
struct branches_wish {
  struct view view;
  int least;  /* hundredths of a percent */
  long depth; /* levels; 0: all */
  int by;     /* 0: line, 1: function */
};

extern const struct option_row branches_options[3];

/* What one of them is. */
struct branches {
  const struct branches_wish *wish;
  const char *title;    /* of the column with the paths */
  const char *columns;  /* the default ones */
  const char *order;    /* the key of the amount to sort by, by default */
  size_t rows;          /* of depth 0, for people who did not say */
  struct tree_wish tree;
  struct grid grid; /* with its columns chosen, once resolved */
};

/* What the options say together; the caller frees the grid. */
bool branches_resolve(struct branches *branches, struct error *error);

/* What a view does with the paths before they become a tree: it may set some
   amounts to 0, and print above it to OUT, which is NULL where programs read.
   False if there is no memory. */
typedef bool branches_prepare(void *data, struct paths *paths, FILE *out);

/* Shows the tree of a profile; false if there is no memory.  PREPARE may be
   NULL.  *SHOWN is how many rows there were: for people, none is no table. */
bool branches_show(struct branches *branches, const struct profile *profile,
                   branches_prepare *prepare, void *data, size_t *shown);

#endif
