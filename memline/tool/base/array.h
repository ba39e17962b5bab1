/* Arrays that grow, and sets of numbers found by hash: what the tool's state
   is kept in.  Both are for numbered records (places, sites, contexts): a
   record is known by its index, so nothing that points to it goes stale when
   the array moves.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_ARRAY_H
#define MEMLINE_TOOL_ARRAY_H

#include "base/vg.h"

/* Returns ITEMS with room for at least NEED elements of SIZE bytes and sets
   *CAPACITY; new elements are not cleared.  The array may move.  Amortised
   O(1) per element.  CC is the cost centre. */
void* ML_(array_reserve)(const HChar* cc, void* items, UInt* capacity,
                         UInt need, SizeT size);

/* A set of non-zero ids, found by the hash of what they stand for. */
typedef struct {
   struct IdSlot {
      UInt hash;
      UInt id;
   } * slots;
   UInt n_slots; /* a power of two, or 0 */
   UInt n_used;
} IdSet;

/* Whether record ID is the one that KEY describes. */
typedef Bool (*IdSame)(UInt id, const void* key);

/* Returns the id whose record is KEY's, or 0. */
UInt ML_(idset_find)(const IdSet* set, UInt hash, IdSame same, const void* key);
/* Adds ID, which must not be in the set. */
void ML_(idset_add)(IdSet* set, UInt hash, UInt id);
/* Removes all ids from N on.  Linear in the size of the set. */
void ML_(idset_forget)(IdSet* set, UInt n);

/* Numbers found by two small keys, which are kept with them: one look at memory
   most of the time.  For what happens while the program runs. */
typedef struct {
   struct PairSlot {
      ULong first;
      UInt second;
      UInt id; /* 0: empty */
   } * slots;
   UInt n_slots; /* a power of two, or 0 */
   UInt n_used;
} PairMap;

/* Adds ID, not 0, for keys that have none. */
void ML_(pairmap_add)(PairMap* map, ULong first, UInt second, UInt id);

/* Mixes VALUE into a running hash; start with any constant. */
static inline UInt ML_(hash_mix)(UInt hash, ULong value)
{
   ULong h = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
   return (UInt)(h >> 32) ^ (UInt)h;
}

/* Returns the number that was added for the two keys, or 0. */
static inline UInt ML_(pairmap_find)(const PairMap* map, ULong first,
                                     UInt second)
{
   if (map->n_slots == 0)
      return 0;
   UInt mask = map->n_slots - 1;
   UInt i = ML_(hash_mix)(ML_(hash_mix)(1, first), second) & mask;
   while (map->slots[i].id != 0 &&
          (map->slots[i].first != first || map->slots[i].second != second))
      i = (i + 1) & mask;
   return map->slots[i].id;
}

/* The hash of a string. */
UInt ML_(hash_string)(const HChar* s);

#endif
