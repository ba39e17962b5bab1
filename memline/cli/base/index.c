/* Finds the rows of an array by what is in them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The first slot that is free or that the hash may be in is the upper half of
   the hash itself: that is all that a slot remembers of it. */
static size_t first_slot(const struct index *index, uint64_t slot) {
  return (size_t)(slot >> 32) & (index->size - 1);
}

static size_t next_slot(const struct index *index, size_t at) {
  return (at + 1) & (index->size - 1);
}

int32_t index_find(const struct index *index, uint64_t hash, index_same *same,
                   const void *wanted) {
  if (index->size == 0)
    return -1;
  for (size_t at = first_slot(index, hash); index->slots[at];
       at = next_slot(index, at)) {
    int32_t row = (int32_t)((uint32_t)index->slots[at] - 1);
    if (index->slots[at] >> 32 == hash >> 32 && same(wanted, row))
      return row;
  }
  return -1;
}

static void put(struct index *index, uint64_t slot) {
  size_t at = first_slot(index, slot);
  while (index->slots[at])
    at = next_slot(index, at);
  index->slots[at] = slot;
}

static void grow(struct index *index) {
  struct index grown = {.size = index->size ? index->size * 2 : 64,
                        .count = index->count};
  grown.slots = memory_zeroed(grown.size, sizeof *grown.slots);
  for (size_t at = 0; at < index->size; at++)
    if (index->slots[at])
      put(&grown, index->slots[at]);
  free(index->slots);
  *index = grown;
}

void index_add(struct index *index, uint64_t hash, int32_t row) {
  if (index->count >= index->size / 2)
    grow(index);
  put(index, hash >> 32 << 32 | ((uint32_t)row + 1));
  index->count++;
}

void index_free(struct index *index) {
  free(index->slots);
  memset(index, 0, sizeof *index);
}
