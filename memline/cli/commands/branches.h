/* Trees of call paths as a view: the options that such views have, and their
   rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_BRANCHES_H
#define MEMLINE_CLI_BRANCHES_H

#include "commands/command.h"
#include "views/grid.h"
#include "analysis/tree.h"

/* What can be asked of all of them. */
struct branches_wish {
  struct view view;
  int least;  /* hundredths of a percent */
  long depth; /* levels; 0: all */
  int by;     /* 0: line, 1: function */
};

extern const struct option_row branches_options[3];

/* Gets the paths before they become a tree: it may set some amounts to 0, and
   print above the tree to OUT, which is NULL where programs read.  REQUEST is
   what the command gave to command_show().  False if there is no memory. */
typedef bool branches_prepare(void *request, struct paths *paths, FILE *out);

/* Says why there is nothing to show. */
typedef void branches_explain(const void *request,
                              const struct profile *profile, const char *path);

/* What one of them is; a request begins with it. */
struct branches {
  struct branches_wish wish;
  const char *columns;  /* the default ones */
  const char *order;    /* the key of the amount to sort by, by default */
  size_t rows;          /* of depth 0, for people who did not say */
  struct tree_wish tree;
  branches_prepare *prepare; /* or NULL */
  branches_explain *explain; /* or NULL */
  struct grid grid;          /* with its columns chosen, once resolved */
};

/* The last groups of a command whose request begins with a struct branches. */
#define BRANCHES_GROUPS                                                        \
  OPTION_GROUP("How much of it", branches_options,                             \
               offsetof(struct branches, wish)),                               \
      VIEW_GROUPS(branches, wish.view)

/* Steps for command_show(): what the options say together, and the tree. */
bool branches_resolve(void *request, struct error *error);
int branches_show(void *request, const struct profile *profile,
                  const char *path);

#endif
