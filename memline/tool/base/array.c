/* Growing arrays and hashed sets of record numbers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/array.h"

void* ML_(array_reserve)(const HChar* cc, void* items, UInt* capacity,
                         UInt need, SizeT size)
{
   if (need <= *capacity)
      return items;
   UInt wanted = *capacity < 16 ? 16 : *capacity * 2;
   if (wanted < need)
      wanted = need;
   tl_assert(wanted > *capacity);
   *capacity = wanted;
   return VG_(realloc)(cc, items, (SizeT)wanted * size);
}

static void place_slot(IdSet* set, UInt hash, UInt id)
{
   UInt mask = set->n_slots - 1;
   UInt i = hash & mask;
   while (set->slots[i].id != 0)
      i = (i + 1) & mask;
   set->slots[i].hash = hash;
   set->slots[i].id = id;
}

UInt ML_(idset_find)(const IdSet* set, UInt hash, IdSame same, const void* key)
{
   if (set->n_slots == 0)
      return 0;
   UInt mask = set->n_slots - 1;
   for (UInt i = hash & mask; set->slots[i].id != 0; i = (i + 1) & mask)
      if (set->slots[i].hash == hash && same(set->slots[i].id, key))
         return set->slots[i].id;
   return 0;
}

void ML_(idset_add)(IdSet* set, UInt hash, UInt id)
{
   tl_assert(id != 0);
   if (set->n_used * 2 >= set->n_slots) {
      struct IdSlot* old = set->slots;
      UInt n_old = set->n_slots;
      set->n_slots = n_old == 0 ? 64 : n_old * 2;
      set->slots =
         VG_(calloc)("ml.array.idset", set->n_slots, sizeof *set->slots);
      for (UInt i = 0; i < n_old; i++)
         if (old[i].id != 0)
            place_slot(set, old[i].hash, old[i].id);
      if (old)
         VG_(free)(old);
   }
   place_slot(set, hash, id);
   set->n_used++;
}

void ML_(idset_forget)(IdSet* set, UInt n)
{
   struct IdSlot* old = set->slots;
   if (old == NULL)
      return;
   set->slots = VG_(calloc)("ml.array.idset", set->n_slots, sizeof *set->slots);
   set->n_used = 0;
   for (UInt i = 0; i < set->n_slots; i++)
      if (old[i].id != 0 && old[i].id < n) {
         place_slot(set, old[i].hash, old[i].id);
         set->n_used++;
      }
   VG_(free)(old);
}

static void place_pair(PairMap* map, const struct PairSlot* slot)
{
   UInt mask = map->n_slots - 1;
   UInt i = ML_(hash_mix)(ML_(hash_mix)(1, slot->first), slot->second) & mask;
   while (map->slots[i].id != 0)
      i = (i + 1) & mask;
   map->slots[i] = *slot;
}

void ML_(pairmap_add)(PairMap* map, ULong first, UInt second, UInt id)
{
   tl_assert(id != 0);
   if (map->n_used * 2 >= map->n_slots) {
      struct PairSlot* old = map->slots;
      UInt n_old = map->n_slots;
      map->n_slots = n_old == 0 ? 64 : n_old * 2;
      map->slots =
         VG_(calloc)("ml.array.pairmap", map->n_slots, sizeof *map->slots);
      for (UInt i = 0; i < n_old; i++)
         if (old[i].id != 0)
            place_pair(map, &old[i]);
      if (old)
         VG_(free)(old);
   }
   const struct PairSlot slot = {first, second, id};
   place_pair(map, &slot);
   map->n_used++;
}

UInt ML_(hash_string)(const HChar* s)
{
   UInt hash = 2166136261u;
   for (; *s; s++)
      hash = (hash ^ (UChar)*s) * 16777619u;
   return hash;
}
