/* The children of each node of a forest that only knows parents, as call paths
   and contexts do.  Costs 8 bytes a node and one pass.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_CHILDREN_H
#define MEMLINE_CLI_CHILDREN_H

#include <stddef.h>
#include <stdint.h>

/* By node, in their order; -1 where there is none. */
struct children {
  int32_t *first; /* of its children */
  int32_t *next;  /* of its siblings; outermost nodes have none */
};

/* Of COUNT nodes of SIZE bytes, at OFFSET of which is an int32_t: the number of
   its parent, or below 0. */
struct children children_of(const void *nodes, size_t count, size_t size,
                            size_t offset);

void children_free(struct children *children);

#endif
