/* From contexts to places.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "paths.h"

#include "array.h"
#include "contexts.h"
#include "places.h"
#include "totals.h"

/* One level of a place on the path that is being walked. */
typedef struct {
   PlaceId place;
   UInt outer; /* the next level further out of the same function, or NONE */
} Level;

#define NONE (~0u)

/* What happened in a context and everything below it. */
typedef struct {
   Flow flow;
   UWord peak;
   ContextId child, sibling; /* the first one, the next one; 0: none */
   UInt first_level;
} Node;

static struct {
   Node* nodes;
   Level* levels; /* of the path, outermost first */
   UInt n_levels, cap_levels;
   UInt* innermost; /* by FnId: the innermost level, or NONE */
} state;

static Figures* figures_of(PlaceId p) { return &ML_(place)(p)->figures; }

/* Sums up every subtree: parents come before their children. */
static void sum_up(void)
{
   UInt n = ML_(n_contexts)();
   state.nodes = VG_(calloc)("ml.paths.nodes", n, sizeof *state.nodes);
   for (ContextId c = n; c-- > 1;) {
      const Context* k = ML_(context)(c);
      Node* node = &state.nodes[c];
      Node* parent = &state.nodes[k->parent];
      ML_(flow_add)(&node->flow, &k->flow);
      ML_(flow_add)(&parent->flow, &node->flow);
      if (k->peak > node->peak)
         node->peak = k->peak;
      if (node->peak > parent->peak)
         parent->peak = node->peak;
      node->sibling = parent->child;
      parent->child = c;
   }
}

/* The levels of C's place begin, outermost first. */
static void enter(ContextId c)
{
   Node* node = &state.nodes[c];
   PlaceId chain[PLACE_MAX_DEPTH];
   UInt n = ML_(place_chain)(ML_(context)(c)->place, chain);
   state.levels = ML_(array_reserve)("ml.paths.levels", state.levels,
                                     &state.cap_levels, state.n_levels + n,
                                     sizeof *state.levels);
   node->first_level = state.n_levels;
   for (UInt i = 0; i < n; i++) {
      const Place* p = ML_(place)(chain[i]);
      UInt outer = state.innermost[p->fn];
      Figures* f = figures_of(chain[i]);
      ML_(flow_add)(&f->flow, &node->flow);
      if (node->peak > f->peak)
         f->peak = node->peak;
      if (outer != NONE)
         ML_(flow_subtract)(&figures_of(state.levels[outer].place)->flow,
                            &node->flow);
      else
         ML_(function)(p->fn)->net_bytes +=
            node->flow.allocated - node->flow.freed;
      state.levels[state.n_levels] = (Level){chain[i], outer};
      state.innermost[p->fn] = state.n_levels++;
   }
}

static void leave(ContextId c)
{
   while (state.n_levels > state.nodes[c].first_level) {
      const Level* l = &state.levels[--state.n_levels];
      state.innermost[ML_(place)(l->place)->fn] = l->outer;
   }
}

/* Not by recursion: paths may be very deep. */
static void walk(void)
{
   ContextId c = state.nodes[0].child;
   while (c != 0) {
      enter(c);
      if (state.nodes[c].child != 0) {
         c = state.nodes[c].child;
         continue;
      }
      leave(c);
      while (c != 0 && state.nodes[c].sibling == 0) {
         c = ML_(context)(c)->parent;
         if (c != 0)
            leave(c);
      }
      c = state.nodes[c].sibling;
   }
}

/* What belongs to the innermost line alone. */
static void tally_own(void)
{
   for (ContextId c = 1; c < ML_(n_contexts)(); c++) {
      const Context* k = ML_(context)(c);
      Figures* f = figures_of(k->place);
      ML_(flow_add)(&f->self, &k->flow);
      ML_(flow_add)(&ML_(totals)()->flow, &k->flow);
      if (k->place == 0)
         ML_(flow_add)(&f->flow, &k->flow);
      f->at_peak.bytes += k->at_peak.bytes;
      f->at_peak.blocks += k->at_peak.blocks;
      f->at_exit.bytes += k->live.bytes;
      f->at_exit.blocks += k->live.blocks;
   }
}

void ML_(paths_tally)(void)
{
   if (ML_(n_contexts)() == 0)
      return;
   state.innermost = VG_(malloc)("ml.paths.innermost",
                                 ML_(n_functions)() * sizeof *state.innermost);
   for (FnId f = 0; f < ML_(n_functions)(); f++)
      state.innermost[f] = NONE;
   sum_up();
   walk();
   tally_own();
   VG_(free)(state.nodes);
   VG_(free)(state.innermost);
}
