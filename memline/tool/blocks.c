/* The table of live blocks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "blocks.h"

UWord ML_(live_bytes);
UWord ML_(live_blocks);

static struct {
   Block* slots; /* addr 0: empty */
   UWord n_slots;
} state;

/* The slot where ADDR would be if it were alone.  A multiplication maps the
   hash to any number of slots, so that the table can grow by a half and stays
   at least half full. */
static UWord home_of(Addr addr)
{
   ULong hash = ((ULong)addr >> 3) * 0x9E3779B97F4A7C15ULL;
   return (UWord)(((hash >> 32) * (ULong)state.n_slots) >> 32);
}

static UWord next_slot(UWord i)
{
   return i + 1 == state.n_slots ? 0 : i + 1;
}

/* Returns the slot with ADDR, or the empty one that ends the search. */
static UWord find_slot(Addr addr)
{
   UWord i = home_of(addr);
   while (state.slots[i].addr != 0 && state.slots[i].addr != addr)
      i = next_slot(i);
   return i;
}

static void grow(void)
{
   Block* old = state.slots;
   UWord n_old = state.n_slots;
   state.n_slots = n_old == 0 ? 1024 : n_old + n_old / 2;
   state.slots = VG_(calloc)("ml.blocks.slots", state.n_slots, sizeof(Block));
   for (UWord i = 0; i < n_old; i++)
      if (old[i].addr != 0)
         state.slots[find_slot(old[i].addr)] = old[i];
   if (old)
      VG_(free)(old);
}

void ML_(blocks_add)(Addr addr, SizeT size, ContextId context)
{
   if ((ML_(live_blocks) + 1) * 5 > state.n_slots * 4)
      grow();
   UWord i = find_slot(addr);
   tl_assert(state.slots[i].addr == 0);
   state.slots[i] = (Block){addr, size, context};
   ML_(live_bytes) += size;
   ML_(live_blocks)++;
}

Bool ML_(blocks_find)(Addr addr, Block* block)
{
   if (state.n_slots == 0 || addr == 0)
      return False;
   UWord i = find_slot(addr);
   if (state.slots[i].addr == 0)
      return False;
   *block = state.slots[i];
   return True;
}

/* Whether slot I lies in the circular range (HOLE, J]. */
static Bool between(UWord hole, UWord i, UWord j)
{
   return hole <= j ? hole < i && i <= j : hole < i || i <= j;
}

Bool ML_(blocks_remove)(Addr addr, Block* block)
{
   if (!ML_(blocks_find)(addr, block))
      return False;
   /* Close the gap: move back every later block of the run whose home does
      not lie behind the hole. */
   UWord hole = find_slot(addr);
   for (UWord j = next_slot(hole); state.slots[j].addr != 0;
        j = next_slot(j)) {
      if (!between(hole, home_of(state.slots[j].addr), j)) {
         state.slots[hole] = state.slots[j];
         hole = j;
      }
   }
   state.slots[hole].addr = 0;
   ML_(live_bytes) -= block->size;
   ML_(live_blocks)--;
   return True;
}
