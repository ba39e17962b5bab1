/* Small blocks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/slabs.h"

#define SLAB_BITS 16
#define SLAB_SIZE ((SizeT)1 << SLAB_BITS)
#define SLABS_PER_CHUNK 16

/* Slots of 16 to 128 bytes in steps of 16, then four sizes to each doubling. */
#define N_CLASSES 28

/* Of a slot that has no block: the context is the number of the next one. */
#define FREE_SLOT (~0u)
#define NO_SLOT (~0u)

typedef struct Slab {
   Addr base;
   UInt slot_size;
   UInt reciprocal; /* 2^32 / slot_size, rounded up */
   UInt class;
   UInt n_slots, n_live;
   UInt n_fresh;    /* slots from this one on were never used */
   UInt first_free; /* of those that were, or NO_SLOT */
   SlabRecord* records;
   struct Slab *next, *previous; /* of its class, with room; or of the idle */
} Slab;

static struct {
   /* By class: slabs with room.  The first one serves. */
   Slab* roomy[N_CLASSES];
   Slab* idle;                              /* without a block, for any class */
   UChar class_of[SLABS_MAX_SIZE / 16 + 1]; /* by size in 16 bytes */
   UShort slot_sizes[N_CLASSES];            /* 0: not yet set up */

   /* All slabs by base: open addressing. */
   struct Entry {
      Addr base; /* 0: empty */
      Slab* slab;
   } * entries;
   UWord n_entries, n_slabs; /* n_entries is a power of two, or 0 */
} state;

static void set_up_classes(void)
{
   UInt c = 0, step = 16;
   for (UInt size = 16; size <= SLABS_MAX_SIZE; size += step) {
      for (UInt i = c ? state.slot_sizes[c - 1] / 16 + 1 : 0; i <= size / 16;
           i++)
         state.class_of[i] = c;
      state.slot_sizes[c++] = size;
      if (size >= 128 && (size & (size - 1)) == 0)
         step = size / 4;
   }
   tl_assert(c == N_CLASSES);
}

static inline UWord home_of(Addr base)
{
   ULong hash = (ULong)(base >> SLAB_BITS) * 0x9E3779B97F4A7C15ULL;
   return (UWord)(hash >> 32) & (state.n_entries - 1);
}

static void enter(Slab* slab)
{
   UWord i = home_of(slab->base);
   while (state.entries[i].base != 0)
      i = (i + 1) & (state.n_entries - 1);
   state.entries[i] = (struct Entry){slab->base, slab};
}

static void add_slab(Slab* slab)
{
   if (state.n_slabs * 2 >= state.n_entries) {
      struct Entry* old = state.entries;
      UWord n_old = state.n_entries;
      state.n_entries = n_old ? n_old * 2 : 64;
      state.entries = VG_(calloc)("ml.slabs.entries", state.n_entries,
                                  sizeof *state.entries);
      for (UWord i = 0; i < n_old; i++)
         if (old[i].base != 0)
            enter(old[i].slab);
      if (old)
         VG_(free)(old);
   }
   enter(slab);
   state.n_slabs++;
}

static void link_slab(Slab** list, Slab* slab)
{
   slab->previous = NULL;
   slab->next = *list;
   if (*list)
      (*list)->previous = slab;
   *list = slab;
}

static void unlink_slab(Slab** list, Slab* slab)
{
   if (slab->previous)
      slab->previous->next = slab->next;
   else
      *list = slab->next;
   if (slab->next)
      slab->next->previous = slab->previous;
}

/* Gets memory for some slabs; False if there is none. */
static Bool add_idle_slabs(void)
{
   Addr chunk = (Addr)VG_(cli_malloc)(SLAB_SIZE, SLAB_SIZE * SLABS_PER_CHUNK);
   if (chunk == 0)
      return False;
   /* The lowest address first. */
   for (UInt i = SLABS_PER_CHUNK; i-- > 0;) {
      Slab* slab = VG_(calloc)("ml.slabs.slab", 1, sizeof *slab);
      slab->base = chunk + i * SLAB_SIZE;
      add_slab(slab);
      link_slab(&state.idle, slab);
   }
   return True;
}

/* Gives class C a slab with room; NULL if there is no memory. */
static Slab* add_room(UInt c)
{
   if (state.idle == NULL && !add_idle_slabs())
      return NULL;
   Slab* slab = state.idle;
   unlink_slab(&state.idle, slab);
   UInt size = state.slot_sizes[c];
   if (slab->slot_size != size) {
      slab->class = c;
      slab->slot_size = size;
      slab->reciprocal = (UInt)((((ULong)1 << 32) + size - 1) / size);
      slab->n_slots = SLAB_SIZE / size;
      if (slab->records)
         VG_(free)(slab->records);
      slab->records =
         VG_(malloc)("ml.slabs.records", slab->n_slots * sizeof *slab->records);
   }
   slab->n_fresh = 0;
   slab->first_free = NO_SLOT;
   link_slab(&state.roomy[c], slab);
   return slab;
}

Addr ML_(slabs_allocate)(SizeT size, SlabRecord** record)
{
   if (state.slot_sizes[0] == 0)
      set_up_classes();
   UInt c = state.class_of[(size + 15) / 16];
   Slab* slab = state.roomy[c];
   if (slab == NULL && (slab = add_room(c)) == NULL)
      return 0;
   UInt i = slab->first_free;
   if (i != NO_SLOT)
      slab->first_free = slab->records[i].context;
   else
      i = slab->n_fresh++;
   if (++slab->n_live == slab->n_slots)
      unlink_slab(&state.roomy[c], slab);
   *record = &slab->records[i];
   (*record)->size = (UInt)size;
   return slab->base + (Addr)i * slab->slot_size;
}

static inline Slab* slab_of(Addr addr)
{
   if (state.n_entries == 0)
      return NULL;
   Addr base = addr & ~(SLAB_SIZE - 1);
   UWord i = home_of(base);
   while (state.entries[i].base != base) {
      if (state.entries[i].base == 0)
         return NULL;
      i = (i + 1) & (state.n_entries - 1);
   }
   return state.entries[i].slab;
}

SlabRecord* ML_(slabs_find)(Addr addr)
{
   Slab* slab = slab_of(addr);
   if (slab == NULL || slab->n_live == 0)
      return NULL;
   UInt offset = (UInt)(addr - slab->base);
   UInt i = (UInt)(((ULong)offset * slab->reciprocal) >> 32);
   if (i * slab->slot_size != offset || i >= slab->n_fresh)
      return NULL;
   SlabRecord* record = &slab->records[i];
   return record->size == FREE_SLOT ? NULL : record;
}

void ML_(slabs_release)(Addr addr, SlabRecord* record)
{
   Slab* slab = slab_of(addr);
   Slab** roomy = &state.roomy[slab->class];
   if (slab->n_live-- == slab->n_slots)
      link_slab(roomy, slab);
   record->size = FREE_SLOT;
   record->context = slab->first_free;
   slab->first_free = (UInt)(record - slab->records);
   /* The last one with room stays, for what comes next. */
   if (slab->n_live == 0 && (slab != *roomy || slab->next != NULL)) {
      unlink_slab(roomy, slab);
      link_slab(&state.idle, slab);
   }
}

Bool ML_(slabs_same_slot)(const SlabRecord* record, SizeT size)
{
   return size <= SLABS_MAX_SIZE && state.class_of[(record->size + 15) / 16] ==
                                       state.class_of[(size + 15) / 16];
}
