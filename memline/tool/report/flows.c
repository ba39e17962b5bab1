/* From contexts to places.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/flows.h"

#include "base/array.h"
#include "code/places.h"
#include "heap/contexts.h"
#include "heap/totals.h"

/* One level of a place on the path that is being walked. */
typedef struct {
   PlaceId place;
   UInt outer; /* the next level further out of the same function, or NONE */
} Level;

#define NONE (~0u)

static struct {
   ContextId* child;   /* by context: the first one; 0: none */
   ContextId* sibling; /* by context: the next one of the same parent */
   Level* levels;      /* of the path, outermost first */
   UInt n_levels, cap_levels;
   UInt* innermost; /* by FnId: the innermost level, or NONE */
} state;

static Figures* figures_of(PlaceId p) { return &ML_(place)(p)->figures; }

/* Makes the flow and the peak of each context those of its subtree, and finds
   its children. */
static void sum_up(void)
{
   UInt n = ML_(n_contexts)();
   state.child = VG_(calloc)("ml.flows.child", n, sizeof *state.child);
   state.sibling = VG_(calloc)("ml.flows.sibling", n, sizeof *state.sibling);
   for (ContextId c = n; c-- > 1;) {
      const Context* k = ML_(context)(c);
      ContextId outer = ML_(context_parent)(c);
      Context* parent = ML_(context)(outer);
      ML_(flow_add)(&parent->flow, &k->flow);
      if (k->peak > parent->peak)
         parent->peak = k->peak;
      state.sibling[c] = state.child[outer];
      state.child[outer] = c;
   }
}

/* Makes the flow of each context its own again.  A child's flow is whole until
   its own children come, which are later. */
static void take_apart(void)
{
   for (ContextId c = 1; c < ML_(n_contexts)(); c++) {
      Context* parent = ML_(context)(ML_(context_parent)(c));
      ML_(flow_subtract)(&parent->flow, &ML_(context)(c)->flow);
   }
}

/* The levels of C's place begin, outermost first. */
static void enter(ContextId c)
{
   const Context* k = ML_(context)(c);
   PlaceId chain[PLACE_MAX_DEPTH];
   UInt n = ML_(place_chain)(ML_(context_place)(c), chain);
   state.levels =
      ML_(array_reserve)("ml.flows.levels", state.levels, &state.cap_levels,
                         state.n_levels + n, sizeof *state.levels);
   for (UInt i = 0; i < n; i++) {
      const Place* p = ML_(place)(chain[i]);
      UInt outer = state.innermost[p->fn];
      Figures* f = figures_of(chain[i]);
      ML_(flow_add)(&f->flow, &k->flow);
      if (k->peak > f->peak)
         f->peak = k->peak;
      if (outer != NONE)
         ML_(flow_subtract)(&figures_of(state.levels[outer].place)->flow,
                            &k->flow);
      else
         ML_(function)(p->fn)->net_bytes += k->flow.allocated - k->flow.freed;
      state.levels[state.n_levels] = (Level){chain[i], outer};
      state.innermost[p->fn] = state.n_levels++;
   }
}

static void leave(ContextId c)
{
   for (UInt n = ML_(place)(ML_(context_place)(c))->depth; n > 0; n--) {
      const Level* l = &state.levels[--state.n_levels];
      state.innermost[ML_(place)(l->place)->fn] = l->outer;
   }
}

/* Not by recursion: paths may be very deep. */
static void walk(void)
{
   ContextId c = state.child[0];
   while (c != 0) {
      enter(c);
      if (state.child[c] != 0) {
         c = state.child[c];
         continue;
      }
      leave(c);
      while (c != 0 && state.sibling[c] == 0) {
         c = ML_(context_parent)(c);
         if (c != 0)
            leave(c);
      }
      c = state.sibling[c];
   }
}

/* What belongs to the innermost line alone. */
static void tally_own(void)
{
   for (ContextId c = 1; c < ML_(n_contexts)(); c++) {
      const Context* k = ML_(context)(c);
      PlaceId place = ML_(context_place)(c);
      Figures* f = figures_of(place);
      ML_(flow_add)(&f->self, &k->flow);
      ML_(flow_add)(&ML_(totals)()->flow, &k->flow);
      if (place == 0)
         ML_(flow_add)(&f->flow, &k->flow);
      f->at_peak.bytes += k->at_peak.bytes;
      f->at_peak.blocks += k->at_peak.blocks;
      f->at_exit.bytes += k->live.bytes;
      f->at_exit.blocks += k->live.blocks;
   }
}

void ML_(flows_tally)(void)
{
   if (ML_(n_contexts)() == 0)
      return;
   state.innermost = VG_(malloc)("ml.flows.innermost",
                                 ML_(n_functions)() * sizeof *state.innermost);
   for (FnId f = 0; f < ML_(n_functions)(); f++)
      state.innermost[f] = NONE;
   tally_own();
   sum_up();
   walk();
   take_apart();
   VG_(free)(state.child);
   VG_(free)(state.sibling);
   VG_(free)(state.innermost);
}
