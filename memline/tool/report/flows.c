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

/* What happened in a context and, so far as it was walked, below it. */
typedef struct {
   Flow flow;
   UWord peak;
} Sum;

static struct {
   ContextId* child;   /* by context: the first one; 0: none */
   ContextId* sibling; /* by context: the next one of the same parent */
   Level* levels;      /* of the path, outermost first */
   UInt n_levels, cap_levels;
   Sum* sums; /* of the contexts on it */
   UInt n_sums;
   UInt* innermost; /* by FnId: the innermost level, or NONE */
} state;

static Figures* figures_of(PlaceId p) { return &ML_(place)(p)->figures; }

/* How many contexts the longest path has.  Children come after their parents;
   CHILD is not in use yet. */
static UInt longest_path(void)
{
   UInt* lengths = state.child;
   UInt longest = 0;
   for (ContextId c = 1; c < ML_(n_contexts)(); c++) {
      lengths[c] = lengths[ML_(context_parent)(c)] + 1;
      if (lengths[c] > longest)
         longest = lengths[c];
   }
   return longest;
}

/* And makes room for a path, of the right size: it may be as long as there are
   contexts. */
static void find_children(void)
{
   UInt n = ML_(n_contexts)();
   state.child = VG_(calloc)("ml.flows.child", n, sizeof *state.child);
   state.sibling = VG_(calloc)("ml.flows.sibling", n, sizeof *state.sibling);
   state.sums =
      VG_(malloc)("ml.flows.sums", (longest_path() + 1) * sizeof *state.sums);
   VG_(memset)(state.child, 0, n * sizeof *state.child);
   for (ContextId c = n; c-- > 1;) {
      ContextId outer = ML_(context_parent)(c);
      state.sibling[c] = state.child[outer];
      state.child[outer] = c;
   }
}

static void add_to(Sum* sum, const Sum* inner)
{
   ML_(flow_add)(&sum->flow, &inner->flow);
   if (inner->peak > sum->peak)
      sum->peak = inner->peak;
}

/* The levels of C's place begin, outermost first. */
static void enter(ContextId c)
{
   const Context* k = ML_(context)(c);
   state.sums[state.n_sums++] = (Sum){k->flow, k->peak};
   PlaceId chain[PLACE_MAX_DEPTH];
   UInt n = ML_(place_chain)(ML_(context_place)(c), chain);
   state.levels =
      ML_(array_reserve)("ml.flows.levels", state.levels, &state.cap_levels,
                         state.n_levels + n, sizeof *state.levels);
   for (UInt i = 0; i < n; i++) {
      UInt* innermost = &state.innermost[ML_(place)(chain[i])->fn];
      state.levels[state.n_levels] = (Level){chain[i], *innermost};
      *innermost = state.n_levels++;
   }
}

static void take_from(PlaceId place, const Flow* flow)
{
   Flow less = {0, 0, 0, 0};
   ML_(flow_subtract)(&less, flow);
   ML_(figures_add_flow)(figures_of(place), FIGURE_ALLOCATED, &less);
}

/* What happened while L was open counts for it, and not for the next one of its
   function. */
static void charge(const Level* l, const Sum* sum)
{
   FnId fn = ML_(place)(l->place)->fn;
   Figures* f = figures_of(l->place);
   ML_(figures_add_flow)(f, FIGURE_ALLOCATED, &sum->flow);
   ML_(figures_raise)(f, FIGURE_PEAK, sum->peak);
   if (l->outer != NONE)
      take_from(state.levels[l->outer].place, &sum->flow);
   else
      ML_(function)(fn)->net_bytes += sum->flow.allocated - sum->flow.freed;
   state.innermost[fn] = l->outer;
}

static void leave(ContextId c)
{
   const Sum* sum = &state.sums[--state.n_sums];
   for (UInt n = ML_(place)(ML_(context_place)(c))->depth; n > 0; n--)
      charge(&state.levels[--state.n_levels], sum);
   if (state.n_sums > 0)
      add_to(&state.sums[state.n_sums - 1], sum);
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
   Flow total = {0, 0, 0, 0};
   for (ContextId c = 1; c < ML_(n_contexts)(); c++) {
      const Context* k = ML_(context)(c);
      PlaceId place = ML_(context_place)(c);
      Figures* f = figures_of(place);
      ML_(figures_add_flow)(f, FIGURE_SELF_ALLOCATED, &k->flow);
      ML_(flow_add)(&total, &k->flow);
      if (place == 0)
         ML_(figures_add_flow)(f, FIGURE_ALLOCATED, &k->flow);
      f->of[FIGURE_AT_PEAK_BYTES] += k->at_peak.bytes;
      f->of[FIGURE_AT_PEAK_BLOCKS] += k->at_peak.blocks;
      f->of[FIGURE_AT_EXIT_BYTES] += k->live.bytes;
      f->of[FIGURE_AT_EXIT_BLOCKS] += k->live.blocks;
   }
   ML_(totals)()->flow = total;
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
   find_children();
   walk();
   VG_(free)(state.child);
   VG_(free)(state.sibling);
   VG_(free)(state.innermost);
   VG_(free)(state.levels);
   VG_(free)(state.sums);
   VG_(memset)(&state, 0, sizeof state);
}
