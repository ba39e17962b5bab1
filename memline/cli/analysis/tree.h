/* Call paths from one end or the other, merged where they are alike, largest
   first: callees below their callers, or callers below what they called.  What
   is below the least share is not even looked at, and what calls main is left
   out.

   Nobody holds the nodes: a walk passes them on as it comes to them.  It costs
   the paths that are shown, with all members that are merged in them; the tree,
   16 bytes for each path, and 90 where it has to add up what is below.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TREE_H
#define MEMLINE_CLI_TREE_H

#include "analysis/paths.h"
#include "base/arguments.h"

struct tree_wish {
  bool up;          /* begin where things happened, and go to the callers */
  bool by_function; /* merge the lines of a function */
  const struct option_list *from; /* patterns: begin with the outermost
                                     functions that fit; empty: everywhere */
  enum amount order;
  int least;     /* share of the whole, in hundredths of a percent */
  int64_t whole; /* of the amount to order by; with `from`, what those
                    functions have is taken instead */
  long depth;    /* levels at most; 0: all, but no more than TREE_MAX_DEPTH, and
                    callers only as deep as there are TREE_MAX_CALLERS nodes */
  size_t roots;  /* nodes of depth 0 at most */
};

#define TREE_MAX_DEPTH 1000
#define TREE_MAX_CALLERS 500000

struct tree_node {
  int32_t frame; /* the first of those that were merged */
  int32_t depth; /* 0: nothing is above it */
  bool alone;    /* its parent shows no other child, or it has no parent */
  /* Down: with all that was called; up: what happened in all that is above. */
  const int64_t *amounts;
};

struct tree;

/* PATHS and WISH must outlive the tree. */
struct tree *tree_make(const struct paths *paths, const struct tree_wish *wish);

void tree_free(struct tree *tree);

/* What shares are of. */
int64_t tree_whole(const struct tree *tree);

/* The level at which callers end because there would be too many, or 0. */
long tree_left_out(const struct tree *tree);

/* Gets a node. */
typedef void tree_visit(void *data, const struct tree_node *node);

/* Visits all nodes in order of display, parents before children.  Any number of
   walks pass the same. */
void tree_walk(struct tree *tree, tree_visit *visit, void *data);

/* How many nodes of depth 0 the last walk left out for being too many. */
size_t tree_hidden(const struct tree *tree);

#endif
