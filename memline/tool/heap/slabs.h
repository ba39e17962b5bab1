/* Memory for the program's small blocks, and a record of each.

   A slab is 64 KiB of the program's memory, cut into slots of one size.  The
   records of its slots lie together, outside the program's reach: a look-up
   finds the slab by the upper bits of the address, which takes a few cache
   lines for all of the program, and then its record, which lies beside those
   of blocks that were allocated about the same time.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SLABS_H
#define MEMLINE_TOOL_SLABS_H

#include "heap/contexts.h"

/* The largest size there is a slot for, and what all slots are aligned to. */
#define SLABS_MAX_SIZE 4096
#define SLABS_ALIGNMENT 16

/* A live block. */
typedef struct {
   UInt size; /* bytes, as requested */
   ContextId context;
} SlabRecord;

/* Returns the address of a new block of SIZE bytes, at most SLABS_MAX_SIZE, not
   cleared; 0 if there is no memory.  *RECORD is set but for its context. */
Addr ML_(slabs_allocate)(SizeT size, SlabRecord** record);
/* Returns the record of the live block at ADDR, or NULL.  It is valid until the
   block is released. */
SlabRecord* ML_(slabs_find)(Addr addr);
/* Releases the block at ADDR, which has RECORD. */
void ML_(slabs_release)(Addr addr, SlabRecord* record);
/* Whether a block with RECORD's slot could have SIZE bytes as well. */
Bool ML_(slabs_same_slot)(const SlabRecord* record, SizeT size);

#endif
