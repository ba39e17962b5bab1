/* What translated code reads and writes most, close together: the live bytes,
   and the counters of code.  One register reaches all of it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_COUNTERS_H
#define MEMLINE_TOOL_COUNTERS_H

#include "base/vg.h"

/* H, the sum of the sizes of all live blocks; and their number. */
typedef struct {
   UWord bytes;
   UWord blocks;
} Live;

/* Set by counters_init, then constant.  Written only by the table of blocks and
   by pools, which has the blocks that the program hands out itself. */
extern Live* ML_(live);

static inline void ML_(live_add)(SizeT size)
{
   ML_(live)->bytes += size;
   ML_(live)->blocks++;
}

static inline void ML_(live_remove)(SizeT size)
{
   ML_(live)->bytes -= size;
   ML_(live)->blocks--;
}

/* Written by translated code. */
typedef struct {
   ULong count; /* how often it was passed */
   UWord max_h; /* the largest H at that; 0 if nobody needs to know */
} Counter;

/* Counts what nobody asks about.  Set by counters_init, then constant. */
extern Counter* ML_(counter_unwanted);

/* Before anything else here. */
void ML_(counters_init)(void);

/* Returns N new counters, cleared, one after the other.  They never move,
   because translated code holds their addresses, and are never freed. */
Counter* ML_(counters_new)(UInt n);

/* Clears all counters: a forked child begins with none. */
void ML_(counters_reset)(void);

#endif
