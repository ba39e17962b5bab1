/* How large the blocks are that each place allocates: blocks and bytes by the
   number of bits of their size.

   A place that allocates has a record of 1 KiB, made with its first block; a
   block costs a few instructions and one line of the cache.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SIZES_H
#define MEMLINE_TOOL_SIZES_H

#include "code/places.h"

/* Class 0 is of size 0, class n of 2^(n-1) to 2^n - 1 bytes.  No size has its
   uppermost bit set. */
#define SIZES_CLASSES 64

typedef struct {
   Stock classes[SIZES_CLASSES];
} Sizes;

static inline void ML_(sizes_add)(Sizes* sizes, SizeT size)
{
   /* One bit more, so that size 0 has one. */
   UInt bits = 8 * sizeof(UWord) - 1 - __builtin_clzl(2 * (UWord)size + 1);
   sizes->classes[bits].bytes += size;
   sizes->classes[bits].blocks++;
}

/* The record of P, which does not move. */
Sizes* ML_(sizes_of)(PlaceId p);
/* The same, or NULL if P has none yet. */
const Sizes* ML_(sizes_find)(PlaceId p);

/* Clears all of them: a forked child begins. */
void ML_(sizes_reset)(void);

#endif
