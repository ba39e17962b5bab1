/* Call paths from one end or the other, merged where they are alike, largest
   first: callees below their callers, or callers below what they called.  What
   is below the least share is not even looked at, and what calls main is left
   out.

   Costs the paths that are shown, with all members that are merged in them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TREE_H
#define MEMLINE_CLI_TREE_H

#include "options.h"
#include "paths.h"

struct tree_wish {
  bool up;          /* begin where things happened, and go to the callers */
  bool by_function; /* merge the lines of a function */
  const struct option_list *from; /* patterns: begin with the outermost
                                     functions that fit; empty: everywhere */
  enum amount order;
  int least;     /* share of the whole, in hundredths of a percent */
  int64_t whole; /* of the amount to order by; with `from`, what those
                    functions have is taken instead */
  long depth;    /* levels at most; 0: all, but no more than TREE_MAX_DEPTH */
  size_t roots;  /* nodes of depth 0 at most */
};

#define TREE_MAX_DEPTH 1000

struct tree_node {
  int32_t frame; /* the first of those that were merged */
  int32_t depth; /* 0: nothing is above it */
  bool alone;    /* its parent shows no other child, or it has no parent */
  /* Down: with all that was called; up: what happened in all that is above. */
  int64_t amounts[AMOUNTS];
};

struct tree {
  struct tree_node *nodes; /* in order of display: parents before children */
  size_t count, capacity;
  int64_t whole; /* that was taken */
  size_t hidden; /* nodes of depth 0 that were left out for being too many */
};

/* False if there is no memory, and then the tree is empty. */
bool tree_make(const struct paths *paths, const struct tree_wish *wish,
               struct tree *tree);

void tree_free(struct tree *tree);

#endif
