/* Trees of call paths as a view: the options that such views have, and their
   rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TREE_VIEW_H
#define MEMLINE_CLI_TREE_VIEW_H

#include "analysis/tree.h"
#include "commands/command.h"
#include "views/grid.h"

/* What can be asked of all of them. */
struct tree_view_wish {
  struct view view;
  int least;  /* hundredths of a percent */
  long depth; /* levels; 0: all */
  int by;     /* 0: line, 1: function */
};

extern const struct option_row tree_view_options[3];

/* Gets the paths before they become a tree: it may set some amounts to 0, and
   print above the tree to OUT, which is NULL where programs read.  REQUEST is
   what the command gave to command_show(). */
typedef void tree_view_prepare(void *request, struct paths *paths, FILE *out);

/* Says why there is nothing to show. */
typedef void tree_view_explain(const void *request,
                               const struct profile *profile, const char *path);

/* What one of them is; a request begins with it. */
struct tree_view {
  struct tree_view_wish wish;
  const char *columns; /* the default ones */
  const char *order;   /* the key of the amount to sort by, by default */
  size_t rows;         /* of depth 0, for people who did not say */
  struct tree_wish tree;
  tree_view_prepare *prepare; /* or NULL */
  tree_view_explain *explain; /* or NULL */
  struct grid grid;           /* with its columns chosen, once resolved */
};

/* The last groups of a command whose request begins with a struct tree_view. */
#define TREE_VIEW_GROUPS                                                       \
  OPTION_GROUP("How much of it", tree_view_options,                            \
               offsetof(struct tree_view, wish)),                              \
      VIEW_GROUPS(tree_view, wish.view)

/* Steps for command_show(): what the options say together, and the tree. */
bool tree_view_resolve(void *request, struct error *error);
int tree_view_show(void *request, const struct profile *profile,
                   const char *path);

#endif
