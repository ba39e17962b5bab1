/* From an outline to what is known of code.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/outline_record.h"

#include "code/extents.h"

static void discard(Addr a) { VG_(discard_translations)(a, 1, "memline"); }

void ML_(outline_learn)(const Outline* o)
{
   const OutlineNews* news = &o->news;
   if (news->called != 0) {
      ML_(places_note_entry)(news->called);
      if (ML_(code_is_translated)(news->called))
         discard(news->called);
   }
   if (news->is_entered)
      ML_(places_note_entry)(o->addr);
   if (news->is_blind_return) {
      ML_(code_note_blind_return)(o->after);
      if (ML_(code_is_translated)(o->after))
         discard(o->after);
   }
   if (news->is_local_call) {
      /* Returns that were taken for plain ones. */
      const Extent* e = ML_(extents_find)(VG_(current_DiEpoch)(), o->last);
      ML_(code_note_local_calls)(ML_(place_function)(o->first));
      VG_(discard_translations)(e->start, e->end - e->start, "memline");
   }
   if (news->sp_setter != 0)
      ML_(code_note_sp_setter)(news->sp_setter);
}

/* A hash of all of O that code is told: the same for the same code. */
static ULong signature_of(const Outline* o)
{
   ULong h = 0;
#define MIX(x) (h = (h ^ (ULong)(x)) * 0x9E3779B97F4A7C15ULL, h ^= h >> 29)
   MIX(o->last);
   MIX(o->after);
   MIX(o->first);
   MIX(o->is_entry);
   MIX(o->n_moves);
   for (UInt i = 0; i < o->n_moves; i++) {
      MIX(o->moves[i].from);
      MIX(o->moves[i].to);
      MIX(o->moves[i].addr);
      MIX(o->moves[i].segment);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      const Exit* e = &o->exits[i];
      MIX(e->kind);
      MIX(e->place);
      MIX(e->addr);
      MIX(e->transition.stays);
      MIX(e->transition.same_activation);
      MIX(e->to);
      MIX(e->to_entry);
      MIX(e->begins);
      MIX(e->taken);
      MIX(e->passed);
   }
#undef MIX
   return h;
}

/* Tells code of a call, and of its returns where they stay on the line. */
static void record_call(const Outline* o, const Exit* e,
                        const Counter* counters)
{
   Bool stale;
   SiteId id = ML_(code_call_site)(e->addr, e->place, o->after, False, &stale);
   if (stale)
      discard(o->after);
   const Site* s = ML_(code_site)(id);
   if (!s->returns_home || s->returns != NULL)
      return;
   const Counter* c = &counters[e->segment];
   Edge edge = {e->place, 0, False, s->transition, False, 0, c, NULL, c};
   ML_(code_add_edge)(&edge);
}

/* Tells code of exit E, unless nothing is known of it. */
static void record_exit(const Outline* o, const Exit* e,
                        const Counter* counters)
{
   ExitCounters c;
   if (!ML_(outline_exit_counters)(o, e, &c))
      return;
   Edge edge = {
      e->place,          e->to,
      e->jump_back,      e->transition,
      e->to_entry,       e->begins,
      &counters[c.plus], c.minus == NO_COUNTER ? NULL : &counters[c.minus],
      &counters[c.max]};
   ML_(code_add_edge)(&edge);
}

const Counter* ML_(outline_record)(const Outline* o)
{
   Bool is_new;
   const Superblock wanted = {o->addr,         o->after, o->first,
                              signature_of(o), NULL,     o->n_counters};
   const Counter* counters = ML_(code_superblock)(&wanted, &is_new);
   if (!is_new)
      return counters;
   Arrival a = {o->first, o->is_entry, &counters[0]};
   ML_(code_add_arrival)(&a);
   for (UInt i = 0; i < o->n_moves; i++) {
      const OutlineMove* m = &o->moves[i];
      Move move = {m->from, m->to, m->addr,
                   ML_(places_transition)(m->from, m->to, False),
                   &counters[m->segment]};
      ML_(code_add_move)(&move);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      if (o->exits[i].kind == EXIT_CALL)
         record_call(o, &o->exits[i], counters);
      else
         record_exit(o, &o->exits[i], counters);
   }
   return counters;
}
