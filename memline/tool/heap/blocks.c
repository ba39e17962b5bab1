/* Live blocks, and the table of those that are not small.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/blocks.h"

#include "base/array.h"
#include "heap/slabs.h"

typedef struct {
   Addr addr; /* 0: empty */
   UInt size; /* or ODD: then it is among the odd ones */
   ContextId context;
} Slot;

#define ODD (~0u)

/* The core aligns to no more.  Beyond that, memory is taken for the alignment
   as well, and the block lies somewhere in it. */
#define CORE_MAX_ALIGNMENT ((SizeT)16 << 20)

/* What the core is never asked for, lest its sums overflow. */
#define TOO_MUCH (~(SizeT)0 / 2)

static struct {
   Slot* slots;
   UWord n_slots;
   UWord n_used;
   UWord n_before_growth; /* as many blocks as there may be */

   /* Blocks whose size does not fit a slot, or whose memory begins elsewhere.
      Few programs have any. */
   struct OddBlock {
      Addr addr;
      SizeT size;
      Addr memory; /* as the core gave it */
   } * odd;
   UInt n_odd, cap_odd;
} state;

/* The slot where ADDR would be if it were alone.  A multiplication maps the
   hash to any number of slots, so that the table can grow by a half. */
static inline UWord home_of(Addr addr)
{
   /* Twice: addresses have a stride, and one product of it can cluster. */
   ULong hash = (ULong)addr * 0x9E3779B97F4A7C15ULL;
   hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93ULL;
   return (UWord)(((hash >> 32) * (ULong)state.n_slots) >> 32);
}

static inline UWord next_slot(UWord i)
{
   return i + 1 == state.n_slots ? 0 : i + 1;
}

/* Returns the slot with ADDR, or the empty one that ends the search. */
static inline UWord find_slot(Addr addr)
{
   UWord i = home_of(addr);
   while (state.slots[i].addr != 0 && state.slots[i].addr != addr)
      i = next_slot(i);
   return i;
}

/* The load goes from four ninths to two thirds. */
static void grow(void)
{
   Slot* old = state.slots;
   UWord n_old = state.n_slots;
   state.n_slots = n_old == 0 ? 1024 : n_old + n_old / 2;
   state.n_before_growth = state.n_slots / 3 * 2;
   state.slots = VG_(calloc)("ml.blocks.slots", state.n_slots, sizeof(Slot));
   for (UWord i = 0; i < n_old; i++)
      if (old[i].addr != 0)
         state.slots[find_slot(old[i].addr)] = old[i];
   if (old)
      VG_(free)(old);
}

static void add_odd(Addr addr, SizeT size, Addr memory)
{
   state.odd = ML_(array_reserve)("ml.blocks.odd", state.odd, &state.cap_odd,
                                  state.n_odd + 1, sizeof *state.odd);
   state.odd[state.n_odd++] = (struct OddBlock){addr, size, memory};
}

static struct OddBlock* find_odd(Addr addr)
{
   for (UInt i = 0; i < state.n_odd; i++)
      if (state.odd[i].addr == addr)
         return &state.odd[i];
   tl_assert(0);
}

static Block block_in(const Slot* s)
{
   SizeT size = s->size == ODD ? find_odd(s->addr)->size : s->size;
   return (Block){s->addr, size, s->context};
}

/* Where the memory of the block at ADDR, which is in the table, begins. */
static Addr memory_of(Addr addr)
{
   const Slot* s = &state.slots[find_slot(addr)];
   return s->size == ODD ? find_odd(addr)->memory : addr;
}

static void add_to_table(Addr addr, SizeT size, Addr memory, ContextId context)
{
   if (state.n_used >= state.n_before_growth)
      grow();
   UWord i = find_slot(addr);
   tl_assert(state.slots[i].addr == 0);
   Bool is_odd = size >= ODD || memory != addr;
   if (is_odd)
      add_odd(addr, size, memory);
   state.slots[i] = (Slot){addr, is_odd ? ODD : (UInt)size, context};
   state.n_used++;
}

static Bool find_in_table(Addr addr, Block* block)
{
   if (state.n_slots == 0 || addr == 0)
      return False;
   const Slot* s = &state.slots[find_slot(addr)];
   if (s->addr == 0)
      return False;
   *block = block_in(s);
   return True;
}

/* Empties slot HOLE: moves back every later block of the run whose home does
   not lie behind the hole. */
static void close_gap(UWord hole)
{
   for (UWord j = next_slot(hole); state.slots[j].addr != 0; j = next_slot(j)) {
      UWord home = home_of(state.slots[j].addr);
      Bool stays =
         hole <= j ? hole < home && home <= j : hole < home || home <= j;
      if (!stays) {
         state.slots[hole] = state.slots[j];
         hole = j;
      }
   }
   state.slots[hole].addr = 0;
}

/* Takes the block at ADDR, which is there, out of the table. */
static void remove_from_table(Addr addr)
{
   UWord i = find_slot(addr);
   if (state.slots[i].size == ODD) {
      struct OddBlock* odd = find_odd(addr);
      *odd = state.odd[--state.n_odd];
   }
   close_gap(i);
   state.n_used--;
}

static Bool is_small(SizeT size, SizeT align)
{
   return size <= SLABS_MAX_SIZE && align <= SLABS_ALIGNMENT;
}

/* Allocates from the core, with ROOM bytes to grow. */
static Addr allocate_large(SizeT size, SizeT room, SizeT align,
                           ContextId context)
{
   if (size > TOO_MUCH || room > TOO_MUCH - size ||
       align > TOO_MUCH - size - room)
      return 0;
   SizeT needed = size + room, offset = 0;
   if (align > CORE_MAX_ALIGNMENT) {
      offset = align - 1;
      needed += offset;
   }
   Addr memory =
      (Addr)VG_(cli_malloc)(offset ? VG_(clo_alignment) : align, needed);
   if (memory == 0)
      return 0;
   Addr addr = (memory + offset) & ~offset;
   add_to_table(addr, size, memory, context);
   ML_(live_add)(size);
   return addr;
}

Addr ML_(blocks_allocate)(SizeT size, SizeT align, ContextId context)
{
   if (!is_small(size, align))
      return allocate_large(size, 0, align, context);
   SlabRecord* record;
   Addr addr = ML_(slabs_allocate)(size, &record);
   if (addr == 0)
      return 0;
   record->context = context;
   ML_(live_add)(size);
   return addr;
}

Bool ML_(blocks_find)(Addr addr, Block* block)
{
   const SlabRecord* record = ML_(slabs_find)(addr);
   if (record == NULL)
      return find_in_table(addr, block);
   *block = (Block){addr, record->size, record->context};
   return True;
}

Bool ML_(blocks_release)(Addr addr, Block* block)
{
   SlabRecord* record = ML_(slabs_find)(addr);
   if (record) {
      *block = (Block){addr, record->size, record->context};
      ML_(slabs_release)(addr, record);
   } else if (find_in_table(addr, block)) {
      Addr memory = memory_of(addr);
      remove_from_table(addr);
      VG_(cli_free)((void*)memory);
   } else {
      return False;
   }
   ML_(live_remove)(block->size);
   return True;
}

/* How many bytes a large block could have where it is.  The core rounds up, and
   blocks that grow little by little have room, see below. */
static SizeT capacity_of(Addr addr)
{
   Addr memory = memory_of(addr);
   return VG_(cli_malloc_usable_size)((void*)memory) - (addr - memory);
}

/* Whether the large block OLD can have SIZE bytes where it is, and no more than
   a quarter of them is wasted. */
static Bool fits_in_place(const Block* old, SizeT size)
{
   SizeT capacity = capacity_of(old->addr);
   return size > SLABS_MAX_SIZE && size <= capacity &&
          capacity - size <= size / 4;
}

/* Returns new memory for the block OLD, with SIZE bytes of it in use.  What is
   large and grows by less than a quarter may well do so again, and gets room
   for it: else a buffer that grows in small steps would be copied at each. */
static Addr allocate_for_resize(const Block* old, SizeT size, ContextId context)
{
   SizeT align = VG_(clo_alignment);
   if (old->size > SLABS_MAX_SIZE && size > old->size &&
       size - old->size < old->size / 4) {
      Addr addr = allocate_large(size, size / 4, align, context);
      if (addr != 0)
         return addr;
   }
   return ML_(blocks_allocate)(size, align, context);
}

Addr ML_(blocks_resize)(Addr addr, SizeT size, ContextId context)
{
   SlabRecord* record = ML_(slabs_find)(addr);
   if (record && ML_(slabs_same_slot)(record, size)) {
      ML_(live_remove)(record->size);
      *record = (SlabRecord){(UInt)size, context};
      ML_(live_add)(size);
      return addr;
   }
   Block old;
   Bool found = ML_(blocks_find)(addr, &old);
   tl_assert(found);
   if (record == NULL && fits_in_place(&old, size)) {
      Addr memory = memory_of(addr);
      remove_from_table(addr);
      add_to_table(addr, size, memory, context);
      ML_(live_remove)(old.size);
      ML_(live_add)(size);
      return addr;
   }
   Addr moved = allocate_for_resize(&old, size, context);
   if (moved == 0)
      return 0;
   VG_(memcpy)((void*)moved, (void*)addr, old.size < size ? old.size : size);
   ML_(blocks_release)(addr, &old);
   return moved;
}
