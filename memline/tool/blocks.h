/* Live heap blocks, by address, and H: the live bytes.

   An open-addressing table: one cache miss per look-up, 16 bytes per slot, at
   most 36 bytes per live block.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_BLOCKS_H
#define MEMLINE_TOOL_BLOCKS_H

#include "contexts.h"
#include "vg.h"

typedef struct {
   Addr addr;
   SizeT size;        /* bytes, as requested */
   ContextId context; /* which allocated it */
} Block;

/* H, the sum of the sizes of all live blocks; and their number.  Read by
   translated code; written only by the table of blocks and by pools, which has
   the blocks that the program hands out itself. */
extern UWord ML_(live_bytes);
extern UWord ML_(live_blocks);

static inline void ML_(live_add)(SizeT size)
{
   ML_(live_bytes) += size;
   ML_(live_blocks)++;
}

static inline void ML_(live_remove)(SizeT size)
{
   ML_(live_bytes) -= size;
   ML_(live_blocks)--;
}

/* Adds a block; there must be none at its address. */
void ML_(blocks_add)(Addr addr, SizeT size, ContextId context);
/* Removes the block at ADDR and copies it to *BLOCK.  Returns False, and does
   nothing, if no live block begins there. */
Bool ML_(blocks_remove)(Addr addr, Block* block);
/* The same without removing it. */
Bool ML_(blocks_find)(Addr addr, Block* block);

#endif
