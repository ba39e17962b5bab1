/* Finds the rows of an array by what is in them: a hash table of row numbers
   that knows nothing of the rows.  Costs 16 bytes a row at most, and one
   comparison for each find but for hashes that agree in 32 bits.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_INDEX_H
#define MEMLINE_CLI_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty index. */
struct index {
  uint64_t *slots; /* upper half of the hash, row + 1 below; 0 is free */
  size_t size, count;
};

/* Is it this row that is looked for? */
typedef bool index_same(const void *wanted, int32_t row);

/* The row that is the WANTED one, of those with this hash; -1 if none is. */
int32_t index_find(const struct index *index, uint64_t hash, index_same *same,
                   const void *wanted);

void index_add(struct index *index, uint64_t hash, int32_t row);

void index_free(struct index *index);

/* The hash of what HASH is the hash of, followed by a number. */
static inline uint64_t index_hash(uint64_t hash, uint64_t number) {
  hash = (hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

#endif
