/* Live heap blocks: their memory, and a record of each.

   Small blocks lie in slabs, see there.  Others get their memory from the
   core's allocator, and a slot in a table by address.  Those that grow little
   by little have room for more, at most a quarter of their size; nobody else
   sees it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_BLOCKS_H
#define MEMLINE_TOOL_BLOCKS_H

#include "base/vg.h"
#include "code/counters.h"
#include "heap/contexts.h"

typedef struct {
   Addr addr;
   SizeT size;        /* bytes, as requested */
   ContextId context; /* which allocated it */
} Block;

/* Returns the address of a new block, at least aligned to ALIGN, a power of
   two of any size; its bytes are not cleared.  0, and nothing happened, if
   there is no memory for it. */
Addr ML_(blocks_allocate)(SizeT size, SizeT align, ContextId context);
/* Makes the live block at ADDR one of SIZE bytes and of CONTEXT, with what it
   held, and returns its address now; 0, and nothing happened, if there is no
   memory. */
Addr ML_(blocks_resize)(Addr addr, SizeT size, ContextId context);
/* Removes the block at ADDR with its memory, and copies its record to *BLOCK.
   Returns False, and does nothing, if no live block begins there. */
Bool ML_(blocks_release)(Addr addr, Block* block);
/* The same without removing it. */
Bool ML_(blocks_find)(Addr addr, Block* block);

#endif
