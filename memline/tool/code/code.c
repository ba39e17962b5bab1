/* Superblocks, their static description and their counters.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/code.h"

#include "base/array.h"
#include "code/extents.h"

static struct {
   Superblock* superblocks; /* [0] is unused */
   UInt n_superblocks, cap_superblocks;
   IdSet by_addr; /* all of an address */

   Arrival* arrivals;
   UInt n_arrivals, cap_arrivals;
   Move* moves;
   UInt n_moves, cap_moves;
   Edge* edges;
   UInt n_edges, cap_edges;

   Site* sites; /* [0] is none */
   UInt n_sites, cap_sites;
   IdSet site_set, returning;
   OSet* blind_returns; /* of addresses; NULL while there is none */
   OSet* sp_setters;    /* of functions' first addresses; likewise */
   OSet* local_callers; /* of FnIds; likewise */

   struct Dynamic {
      SiteId site;
      Addr target;
      Bool is_landing;
      Bool stays;       /* the target is in the site's function */
      Counter* counter; /* NULL if it does not, or has no line */
   } * dynamics;        /* [0] is unused */
   UInt n_dynamics, cap_dynamics;
   PairMap jumps, landings; /* of them: by target and site */

   struct Fault {
      const Counter* counter; /* of the segment */
      Addr addr;
      ULong count;
      UWord max_h;
   } * faults;
   UInt n_faults, cap_faults;
   OSet* resumed;   /* addresses that only faults led to; NULL: none */
   Addr resumed_at; /* the last one; and how often what is around it had run */
   ULong count_at_resume;
} state;

static Bool same_superblock(UInt id, const void* key)
{
   const Superblock *a = &state.superblocks[id], *b = key;
   return a->addr == b->addr && a->signature == b->signature &&
          a->n_counters == b->n_counters;
}

static Bool same_superblock_addr(UInt id, const void* key)
{
   return state.superblocks[id].addr == *(const Addr*)key;
}

Counter* ML_(code_superblock)(const Superblock* wanted, Bool* is_new)
{
   UInt hash = ML_(hash_mix)(1, wanted->addr);
   UInt id = ML_(idset_find)(&state.by_addr, hash, same_superblock, wanted);
   *is_new = id == 0;
   if (id != 0)
      return state.superblocks[id].base;

   if (state.n_superblocks == 0)
      state.n_superblocks = 1;
   id = state.n_superblocks++;
   state.superblocks = ML_(array_reserve)(
      "ml.code.superblocks", state.superblocks, &state.cap_superblocks,
      state.n_superblocks, sizeof *state.superblocks);
   Superblock* sb = &state.superblocks[id];
   *sb = *wanted;
   sb->base = ML_(counters_new)(wanted->n_counters);
   ML_(idset_add)(&state.by_addr, hash, id);
   return sb->base;
}

static UInt superblock_at(Addr addr)
{
   return ML_(idset_find)(&state.by_addr, ML_(hash_mix)(1, addr),
                          same_superblock_addr, &addr);
}

Bool ML_(code_is_translated)(Addr addr) { return superblock_at(addr) != 0; }

PlaceId ML_(code_arrival_place)(Addr addr)
{
   UInt id = superblock_at(addr);
   return id ? state.superblocks[id].first : 0;
}

void ML_(code_add_arrival)(const Arrival* a)
{
   state.arrivals =
      ML_(array_reserve)("ml.code.arrivals", state.arrivals,
                         &state.cap_arrivals, state.n_arrivals + 1, sizeof *a);
   state.arrivals[state.n_arrivals++] = *a;
}

void ML_(code_add_move)(const Move* m)
{
   state.moves =
      ML_(array_reserve)("ml.code.moves", state.moves, &state.cap_moves,
                         state.n_moves + 1, sizeof *m);
   state.moves[state.n_moves++] = *m;
}

void ML_(code_add_edge)(const Edge* e)
{
   state.edges =
      ML_(array_reserve)("ml.code.edges", state.edges, &state.cap_edges,
                         state.n_edges + 1, sizeof *e);
   state.edges[state.n_edges++] = *e;
}

static Bool same_site(UInt id, const void* key)
{
   const Site *a = &state.sites[id], *b = key;
   return a->addr == b->addr && a->place == b->place &&
          a->return_to == b->return_to && a->jumped_back == b->jumped_back;
}

struct ReturningKey {
   Addr return_to;
   FnId fn;
};

static Bool same_returning(UInt id, const void* key)
{
   const struct ReturningKey* k = key;
   const Site* s = &state.sites[id];
   return s->return_to == k->return_to &&
          ML_(place_function)(s->place) == k->fn;
}

/* Finds or makes the site that KEY describes. */
static SiteId intern_site(const Site* key, Bool* is_new)
{
   UInt hash =
      ML_(hash_mix)(ML_(hash_mix)(key->place, key->addr), key->return_to);
   SiteId id = ML_(idset_find)(&state.site_set, hash, same_site, key);
   *is_new = id == 0;
   if (id == 0) {
      if (state.n_sites == 0)
         state.n_sites = 1;
      id = state.n_sites++;
      state.sites =
         ML_(array_reserve)("ml.code.sites", state.sites, &state.cap_sites,
                            state.n_sites, sizeof *state.sites);
      state.sites[id] = *key;
      ML_(idset_add)(&state.site_set, hash, id);
   }
   return id;
}

SiteId ML_(code_call_site)(Addr addr, PlaceId place, Addr return_to,
                           Bool is_blind, Bool* stale)
{
   Site key;
   VG_(memset)(&key, 0, sizeof key);
   key.addr = addr;
   key.place = place;
   key.return_to = return_to;
   Bool is_new;
   SiteId id = intern_site(&key, &is_new);
   *stale = False;
   if (!is_new)
      return id;

   /* After a call that never returns comes another function, or nothing. */
   Bool is_exact;
   PlaceId near = ML_(places_near)(return_to, &is_exact);
   if (near == 0 || ML_(place_function)(near) != ML_(place_function)(place))
      return id;
   Site* s = &state.sites[id];
   s->returns_home = True;
   s->returns_to = is_exact ? near : 0;
   if (s->returns_to != 0)
      s->transition = ML_(places_transition)(place, s->returns_to, False);
   if (is_blind) {
      s->returns = ML_(counters_new)(1);
   } else if (s->transition.stays < ML_(place)(place)->depth) {
      s->returns = ML_(counters_new)(1);
      ML_(idset_add)(&state.returning, ML_(hash_mix)(2, return_to), id);
      *stale = ML_(code_is_translated)(return_to);
   }
   return id;
}

void ML_(code_note_blind_return)(Addr return_to)
{
   if (state.blind_returns == NULL)
      state.blind_returns =
         VG_(OSetWord_Create)(VG_(malloc), "ml.code.blind_returns", VG_(free));
   VG_(OSetWord_Insert)(state.blind_returns, return_to);
}

Bool ML_(code_is_blind_return)(Addr addr)
{
   return state.blind_returns != NULL &&
          VG_(OSetWord_Contains)(state.blind_returns, addr);
}

void ML_(code_note_local_calls)(FnId fn)
{
   if (state.local_callers == NULL)
      state.local_callers =
         VG_(OSetWord_Create)(VG_(malloc), "ml.code.local_callers", VG_(free));
   VG_(OSetWord_Insert)(state.local_callers, fn);
}

Bool ML_(code_has_local_calls)(FnId fn)
{
   return state.local_callers != NULL &&
          VG_(OSetWord_Contains)(state.local_callers, fn);
}

void ML_(code_note_sp_setter)(Addr start)
{
   if (state.sp_setters == NULL)
      state.sp_setters =
         VG_(OSetWord_Create)(VG_(malloc), "ml.code.sp_setters", VG_(free));
   VG_(OSetWord_Insert)(state.sp_setters, start);
}

Bool ML_(code_is_sp_setter)(Addr start)
{
   return state.sp_setters != NULL &&
          VG_(OSetWord_Contains)(state.sp_setters, start);
}

Bool ML_(code_has_sp_setters)(void) { return state.sp_setters != NULL; }

SiteId ML_(code_other_site)(Addr addr, PlaceId place, Bool jumped_back)
{
   Site key;
   VG_(memset)(&key, 0, sizeof key);
   key.addr = addr;
   key.place = place;
   key.jumped_back = jumped_back;
   Bool is_new;
   return intern_site(&key, &is_new);
}

SiteId ML_(code_returning_site)(Addr return_to, FnId fn)
{
   struct ReturningKey key = {return_to, fn};
   return ML_(idset_find)(&state.returning, ML_(hash_mix)(2, return_to),
                          same_returning, &key);
}

Site* ML_(code_site)(SiteId id)
{
   tl_assert(id > 0 && id < state.n_sites);
   return &state.sites[id];
}

/* Looks up where TARGET is and describes the way there as an edge. */
static void describe_dynamic(struct Dynamic* d)
{
   const Site* s = &state.sites[d->site];
   Bool is_exact;
   PlaceId near = ML_(places_near)(d->target, &is_exact);
   d->stays = near != 0
                 ? ML_(place_function)(near) == ML_(place_function)(s->place)
                 : ML_(extents_same)(d->target, s->addr);
   if (!d->stays || near == 0)
      return;
   d->counter = ML_(counters_new)(1);
   Edge e;
   VG_(memset)(&e, 0, sizeof e);
   e.from = s->place;
   e.jump_back = !d->is_landing && (s->jumped_back || d->target < s->addr);
   if (is_exact)
      e.transition = ML_(places_transition)(s->place, near, e.jump_back);
   else
      e.to = d->target;
   e.to_entry = ML_(places_is_entry)(d->target);
   e.plus = e.max = d->counter;
   ML_(code_add_edge)(&e);
}

Bool ML_(code_count_dynamic)(SiteId site, Addr target, Bool is_landing, UWord h)
{
   PairMap* map = is_landing ? &state.landings : &state.jumps;
   UInt id = ML_(pairmap_find)(map, target, site);
   if (id == 0) {
      struct Dynamic d = {site, target, is_landing, False, NULL};
      if (state.n_dynamics == 0)
         state.n_dynamics = 1;
      describe_dynamic(&d);
      id = state.n_dynamics++;
      state.dynamics = ML_(array_reserve)("ml.code.dynamics", state.dynamics,
                                          &state.cap_dynamics, state.n_dynamics,
                                          sizeof *state.dynamics);
      state.dynamics[id] = d;
      ML_(pairmap_add)(map, target, site, id);
   }
   const struct Dynamic* d = &state.dynamics[id];
   JumpSlot* slots = is_landing ? NULL : state.sites[site].jumps;
   if (slots && d->stays)
      slots[ML_(jump_slot)(target)] =
         (JumpSlot){target, d->counter ? d->counter : ML_(counter_unwanted)};
   if (d->counter) {
      d->counter->count++;
      if (h > d->counter->max_h)
         d->counter->max_h = h;
   }
   return d->stays;
}

const JumpSlot* ML_(code_jump_slots)(SiteId site)
{
   Site* s = ML_(code_site)(site);
   if (s->jumps == NULL)
      s->jumps = VG_(calloc)("ml.code.jumps", JUMP_SLOTS, sizeof *s->jumps);
   return s->jumps;
}

/* The counter of the superblock that has ADDR in its middle; NULL if none does
   that ran.  Nearly always there is one at the most. */
static const Counter* counter_around(Addr addr)
{
   for (UInt id = 1; id < state.n_superblocks; id++) {
      const Superblock* sb = &state.superblocks[id];
      if (sb->addr < addr && addr < sb->end && sb->base->count > 0)
         return sb->base;
   }
   return NULL;
}

void ML_(code_fault)(Addr addr)
{
   const Counter* left = counter_around(addr);
   /* A superblock may also begin here.  If only an earlier fault led to it, it
      is the one only if the other did not run since. */
   UInt beginning = superblock_at(addr);
   Bool by_fault_only =
      state.resumed != NULL && VG_(OSetWord_Contains)(state.resumed, addr);
   Bool again = left != NULL && state.resumed_at == addr &&
                state.count_at_resume == left->count;
   if (beginning != 0 && (left == NULL || !by_fault_only || again))
      left = state.superblocks[beginning].base;
   if (left == NULL)
      return;
   UInt i = 0;
   while (i < state.n_faults &&
          (state.faults[i].counter != left || state.faults[i].addr != addr))
      i++;
   if (i == state.n_faults) {
      state.faults =
         ML_(array_reserve)("ml.code.faults", state.faults, &state.cap_faults,
                            state.n_faults + 1, sizeof *state.faults);
      state.faults[state.n_faults++] = (struct Fault){left, addr, 0, 0};
   }
   state.faults[i].count++;
   if (ML_(live)->bytes > state.faults[i].max_h)
      state.faults[i].max_h = ML_(live)->bytes;
}

void ML_(code_resume)(Addr addr)
{
   const Counter* around = counter_around(addr);
   state.resumed_at = addr;
   state.count_at_resume = around ? around->count : 0;
   if (state.resumed == NULL)
      state.resumed =
         VG_(OSetWord_Create)(VG_(malloc), "ml.code.resumed", VG_(free));
   if (!ML_(code_is_translated)(addr))
      VG_(OSetWord_Insert)(state.resumed, addr);
}

ULong ML_(code_faults)(const Counter* counter, Addr addr, UWord* max_h)
{
   ULong n = 0;
   for (UInt i = 0; i < state.n_faults; i++) {
      const struct Fault* f = &state.faults[i];
      if (f->counter != counter)
         continue;
      if (f->addr < addr)
         n += f->count;
      else if (max_h && f->max_h > *max_h)
         *max_h = f->max_h;
   }
   return n;
}

UInt ML_(code_n_arrivals)(void) { return state.n_arrivals; }
const Arrival* ML_(code_arrival)(UInt i) { return &state.arrivals[i]; }
UInt ML_(code_n_moves)(void) { return state.n_moves; }
const Move* ML_(code_move)(UInt i) { return &state.moves[i]; }
UInt ML_(code_n_edges)(void) { return state.n_edges; }
const Edge* ML_(code_edge)(UInt i) { return &state.edges[i]; }
UInt ML_(code_n_sites)(void) { return state.n_sites; }

void ML_(code_reset)(void)
{
   ML_(counters_reset)();
   state.n_faults = 0;
   for (SiteId i = 1; i < state.n_sites; i++) {
      state.sites[i].reopened = 0;
      state.sites[i].abandoned = state.sites[i].ended = 0;
      state.sites[i].ended_max_h = 0;
   }
}
