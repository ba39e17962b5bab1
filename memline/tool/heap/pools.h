/* Memory that the program hands out itself and tells memline of with client
   requests: memory pools, each with its chunks, and loose chunks, which are in
   no pool.

   Such memory often lies inside a block of malloc's and may begin where that
   block does, and a chunk of one pool where a chunk of another does; so no
   chunk is in the table of blocks, and every pool has an ordered set of its
   own.  Everything is O(log n) in the number of chunks of one pool.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_POOLS_H
#define MEMLINE_TOOL_POOLS_H

#include "heap/blocks.h"

typedef struct Pool Pool;

/* The loose chunks: a pool that always exists and that has no address. */
Pool* ML_(pools_loose)(void);
/* The pool that the program knows by ADDR, or NULL. */
Pool* ML_(pools_find)(Addr addr);
/* Makes a pool; there must be none at ADDR.  If it is AUTO_FREE, loose chunks
   end with the chunk that they lie in. */
Pool* ML_(pools_create)(Addr addr, Bool auto_free);
/* From now on POOL is known by ADDR, where there must be none. */
void ML_(pools_move)(Pool* pool, Addr addr);
/* Forgets an empty pool, and frees it. */
void ML_(pools_destroy)(Pool* pool);
Bool ML_(pools_is_auto_free)(const Pool* pool);

/* Adds a live chunk of POOL, which must have none at ADDR. */
void ML_(pools_add_chunk)(Pool* pool, Addr addr, SizeT size, ContextId context);
/* Removes POOL's chunk at ADDR and copies it to *CHUNK.  Returns False, and
   does nothing, if there is none. */
Bool ML_(pools_remove_chunk)(Pool* pool, Addr addr, Block* chunk);
/* The same without removing it. */
Bool ML_(pools_find_chunk)(const Pool* pool, Addr addr, Block* chunk);
/* Copies POOL's first chunk that begins at FROM or later to *CHUNK, or returns
   False. */
Bool ML_(pools_next_chunk)(const Pool* pool, Addr from, Block* chunk);

#endif
