/* The children of each node of a forest that only knows parents.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/children.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct children children_of(const void *nodes, size_t count, size_t size,
                            size_t offset) {
  struct children children = {
      .first = memory_new(count, sizeof *children.first),
      .next = memory_new(count, sizeof *children.next),
  };
  for (size_t i = 0; i < count; i++)
    children.first[i] = children.next[i] = -1;
  /* From behind, because each goes before those that are there. */
  for (size_t i = count; i-- > 0;) {
    int32_t parent;
    memcpy(&parent, (const char *)nodes + i * size + offset, sizeof parent);
    if (parent < 0)
      continue;
    children.next[i] = children.first[parent];
    children.first[parent] = (int32_t)i;
  }
  return children;
}

void children_free(struct children *children) {
  free(children->first);
  free(children->next);
  *children = (struct children){0};
}
