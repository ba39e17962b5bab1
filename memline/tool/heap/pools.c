/* Memory pools and their chunks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/pools.h"

struct Pool {
   Addr addr; /* the key, so it comes first; unused in the loose pool */
   Bool auto_free;
   OSet* chunks; /* of Block, by address; they share one allocator */
};

static struct {
   Pool loose;
   OSet* pools; /* of Pool, by address; NULL: nothing was asked for yet */
} state;

#define CHUNKS_PER_ALLOCATION 256

static void init(void)
{
   if (state.pools)
      return;
   state.loose.chunks = VG_(OSetGen_Create_With_Pool)(
      offsetof(Block, addr), NULL, VG_(malloc), "ml.pools.chunks", VG_(free),
      CHUNKS_PER_ALLOCATION, sizeof(Block));
   state.pools = VG_(OSetGen_Create)(offsetof(Pool, addr), NULL, VG_(malloc),
                                     "ml.pools.pools", VG_(free));
}

Pool* ML_(pools_loose)(void)
{
   init();
   return &state.loose;
}

Pool* ML_(pools_find)(Addr addr)
{
   init();
   return VG_(OSetGen_Lookup)(state.pools, &addr);
}

Pool* ML_(pools_create)(Addr addr, Bool auto_free)
{
   init();
   Pool* pool = VG_(OSetGen_AllocNode)(state.pools, sizeof *pool);
   pool->addr = addr;
   pool->auto_free = auto_free;
   pool->chunks = VG_(OSetGen_EmptyClone)(state.loose.chunks);
   VG_(OSetGen_Insert)(state.pools, pool);
   return pool;
}

void ML_(pools_move)(Pool* pool, Addr addr)
{
   VG_(OSetGen_Remove)(state.pools, &pool->addr);
   pool->addr = addr;
   VG_(OSetGen_Insert)(state.pools, pool);
}

void ML_(pools_destroy)(Pool* pool)
{
   tl_assert(VG_(OSetGen_Size)(pool->chunks) == 0);
   VG_(OSetGen_Destroy)(pool->chunks);
   VG_(OSetGen_Remove)(state.pools, &pool->addr);
   VG_(OSetGen_FreeNode)(state.pools, pool);
}

Bool ML_(pools_is_auto_free)(const Pool* pool) { return pool->auto_free; }

void ML_(pools_add_chunk)(Pool* pool, Addr addr, SizeT size, ContextId context)
{
   Block* chunk = VG_(OSetGen_AllocNode)(pool->chunks, sizeof *chunk);
   *chunk = (Block){addr, size, context};
   VG_(OSetGen_Insert)(pool->chunks, chunk);
   ML_(live_add)(size);
}

Bool ML_(pools_remove_chunk)(Pool* pool, Addr addr, Block* chunk)
{
   Block* found = VG_(OSetGen_Remove)(pool->chunks, &addr);
   if (found == NULL)
      return False;
   *chunk = *found;
   VG_(OSetGen_FreeNode)(pool->chunks, found);
   ML_(live_remove)(chunk->size);
   return True;
}

Bool ML_(pools_find_chunk)(const Pool* pool, Addr addr, Block* chunk)
{
   const Block* found = VG_(OSetGen_Lookup)(pool->chunks, &addr);
   if (found)
      *chunk = *found;
   return found != NULL;
}

Bool ML_(pools_next_chunk)(const Pool* pool, Addr from, Block* chunk)
{
   VG_(OSetGen_ResetIterAt)(pool->chunks, &from);
   const Block* found = VG_(OSetGen_Next)(pool->chunks);
   if (found)
      *chunk = *found;
   return found != NULL;
}
