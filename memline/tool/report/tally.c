/* From counters, and from where control is, to figures.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/tally.h"

#include "code/code.h"
#include "code/places.h"
#include "heap/blocks.h"
#include "heap/contexts.h"
#include "report/flows.h"

/* A place's levels, outermost first. */
typedef struct {
   UInt n;
   PlaceId levels[PLACE_MAX_DEPTH];
} Chain;

static Chain chain_of(PlaceId p)
{
   Chain c;
   c.n = ML_(place_chain)(p, c.levels);
   return c;
}

static Figures* figures_of(PlaceId p) { return &ML_(place)(p)->figures; }

/* N visits of every level from FROM_LEVEL on began in C, at H up to MAX_H;
   levels from FIRST_CALL on are calls too. */
static void begin_visits(const Chain* c, UInt from_level, UInt first_call,
                         ULong n, UWord max_h)
{
   for (UInt i = 0; i < c->n; i++) {
      ML_(figures_raise)(figures_of(c->levels[i]), FIGURE_PEAK, max_h);
      if (i >= from_level)
         figures_of(c->levels[i])->of[FIGURE_OCCURRENCES] += n;
      if (i >= first_call)
         ML_(function)(ML_(place)(c->levels[i])->fn)->calls += n;
   }
}

/* Visits of every level from FROM_LEVEL on ended, at H up to MAX_H. */
static void end_visits(const Chain* c, UInt from_level, UWord max_h)
{
   for (UInt i = from_level; i < c->n; i++) {
      ML_(figures_raise)(figures_of(c->levels[i]), FIGURE_MEM_USAGE, max_h);
      ML_(figures_raise)(figures_of(c->levels[i]), FIGURE_PEAK, max_h);
   }
}

/* N arrivals at what follows C were counted as beginnings, but the levels that
   T says have stayed on their visits, or in their activations. */
static void take_back(const Chain* c, Transition t, ULong n)
{
   for (UInt i = 0; i < t.stays; i++)
      figures_of(c->levels[i])->of[FIGURE_OCCURRENCES] -= n;
   for (UInt i = 1; i < t.same_activation && i < c->n; i++)
      ML_(function)(ML_(place)(c->levels[i])->fn)->calls -= n;
}

static void tally_arrival(const Arrival* a)
{
   if (a->counter->count == 0)
      return;
   UWord max_h = a->counter->max_h;
   ML_(code_faults)(a->counter, 0, &max_h);
   Chain c = chain_of(a->place);
   begin_visits(&c, 0, a->is_call ? 0 : 1, a->counter->count, max_h);
}

static void tally_move(const Move* m)
{
   UWord max_h = m->counter->max_h;
   ULong n = m->counter->count - ML_(code_faults)(m->counter, m->addr, &max_h);
   if (n == 0)
      return;
   Chain from = chain_of(m->from), to = chain_of(m->to);
   end_visits(&from, m->transition.stays, max_h);
   begin_visits(&to, m->transition.stays, m->transition.same_activation, n,
                max_h);
}

/* The transition from place FROM to the code at ADDR, which has no line of its
   own.  Without any line there, the visit goes on and no arrival was counted;
   then *ARRIVES becomes False. */
static Transition arrival_at(PlaceId from, Addr addr, Bool jump_back,
                             Bool* arrives)
{
   PlaceId to = ML_(code_arrival_place)(addr);
   *arrives = to != 0;
   if (to != 0)
      return ML_(places_transition)(from, to, jump_back);
   UShort depth = ML_(place)(from)->depth;
   return (Transition){depth, depth};
}

static void tally_edge(const Edge* e)
{
   ULong n = e->plus->count - (e->minus ? e->minus->count : 0) -
             ML_(code_faults)(e->plus, ~(Addr)0, NULL);
   if (n == 0)
      return;
   Chain from = chain_of(e->from);
   Bool arrives = True;
   Transition t = e->to ? arrival_at(e->from, e->to, e->jump_back, &arrives)
                        : e->transition;
   end_visits(&from, t.stays, e->max->max_h);
   if (arrives)
      take_back(&from, t, n);
   if (e->to_entry)
      ML_(function)(ML_(place)(from.levels[0])->fn)->calls -= n;
   if (e->begins)
      ML_(function)(e->begins)->calls += n;
}

/* Without a counter of returns, all calls from S were taken back as if they had
   returned; but N of them have not. */
static void never_returned(const Site* s, const Chain* from, ULong n)
{
   if (s->returns == NULL && s->returns_home)
      take_back(from, s->transition, -n);
}

static void tally_site(const Site* s)
{
   Chain from = chain_of(s->place);
   begin_visits(&from, 0, 1, s->reopened, 0);
   if (s->returns && s->returns->count > 0) {
      Bool arrives = True;
      Transition t = s->returns_to
                        ? s->transition
                        : arrival_at(s->place, s->return_to, False, &arrives);
      end_visits(&from, t.stays, s->returns->max_h);
      if (arrives)
         take_back(&from, t, s->returns->count);
   }
   never_returned(s, &from, s->abandoned);
   if (s->ended > 0)
      end_visits(&from, 0, s->ended_max_h);
}

/* As if it ended now. */
static void tally_open(const Open* open)
{
   Chain from = chain_of(open->place);
   end_visits(&from, 0, ML_(live)->bytes);
   for (UInt i = 0; i < from.n; i++)
      ML_(figures_raise)(figures_of(from.levels[i]), FIGURE_PEAK,
                         open->away_peak);
   if (open->call != 0)
      never_returned(ML_(code_site)(open->call), &from, 1);
}

/* Forgets what the last report was told. */
static void clear(void)
{
   for (PlaceId p = 0; p < ML_(n_places)(); p++)
      VG_(memset)(figures_of(p), 0, sizeof(Figures));
   for (FnId id = 0; id < ML_(n_functions)(); id++) {
      Function* f = ML_(function)(id);
      f->calls = f->entered;
      f->net_bytes = 0;
   }
}

void ML_(tally)(void (*each_open)(OpenVisitor*))
{
   clear();
   for (UInt i = 0; i < ML_(code_n_arrivals)(); i++)
      tally_arrival(ML_(code_arrival)(i));
   for (UInt i = 0; i < ML_(code_n_moves)(); i++)
      tally_move(ML_(code_move)(i));
   for (UInt i = 0; i < ML_(code_n_edges)(); i++)
      tally_edge(ML_(code_edge)(i));
   for (SiteId i = 1; i < ML_(code_n_sites)(); i++)
      tally_site(ML_(code_site)(i));
   each_open(tally_open);
   ML_(contexts_finish)();
   ML_(flows_tally)();
}
