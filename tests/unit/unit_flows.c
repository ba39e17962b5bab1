/* From contexts to places, against the rules said naively: an event counts for
   the innermost line of each function on its path.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core.h"
#include "heap/contexts.h"
#include "report/flows.h"
#include "heap/totals.h"

#define N_FUNCTIONS 8
#define N_PLACES 60
#define N_CONTEXTS 3000
#define N_EVENTS 20000

/* In place of the module places: what flows writes, and what it should. */
static Place places[N_PLACES];
static Function functions[N_FUNCTIONS];

/* What the figures of a place should be. */
typedef struct {
   UWord peak;
   Flow flow, self;
   Stock at_peak, at_exit;
} Expected;

static struct {
   Expected places[N_PLACES];
   Long net[N_FUNCTIONS];
   Flow total;
   UInt random;
} model;

Place* ML_(place)(PlaceId id) { return &places[id]; }

Function* ML_(function)(FnId id) { return &functions[id]; }

UInt ML_(n_functions)(void) { return N_FUNCTIONS; }

UInt ML_(place_chain)(PlaceId p, PlaceId levels[PLACE_MAX_DEPTH])
{
   UInt n = places[p].depth;
   for (UInt i = n; i-- > 0; p = places[p].outer)
      levels[i] = p;
   return n;
}

/* A number below N. */
static UInt any(UInt n)
{
   model.random = model.random * 1664525 + 1013904223;
   return (UInt)(((ULong)(model.random >> 4) * n) >> 28);
}

/* Some are inlined, also into their own function. */
static void make_places(void)
{
   for (PlaceId p = 1; p < N_PLACES; p++) {
      places[p].fn = 1 + any(N_FUNCTIONS - 1);
      places[p].outer = any(3) ? 0 : any(p);
      places[p].depth = places[places[p].outer].depth + 1;
   }
}

/* Contexts 1 to N_CONTEXTS; the first is of code without lines. */
static void make_contexts(void)
{
   ML_(contexts_child)(0, 0);
   while (ML_(n_contexts)() <= N_CONTEXTS) {
      UInt n = ML_(n_contexts)();
      /* Long paths are made at the end of what is there. */
      ContextId parent = any(5) ? n - 1 - any(n < 20 ? n : 20) : 0;
      ML_(contexts_child)(parent == 1 ? 0 : parent, 1 + any(N_PLACES - 1));
   }
}

static void add_flow(Flow* sum, Flow f)
{
   sum->allocated += f.allocated;
   sum->freed += f.freed;
   sum->allocs += f.allocs;
   sum->frees += f.frees;
}

/* An event at one line of a path, which is not the innermost one. */
static void expect_on_path(PlaceId p, Flow flow, UWord h, Bool seen[])
{
   FnId fn = places[p].fn;
   if (h > model.places[p].peak)
      model.places[p].peak = h;
   if (seen[fn])
      return;
   seen[fn] = True;
   add_flow(&model.places[p].flow, flow);
   model.net[fn] += flow.allocated - flow.freed;
}

static void expect(ContextId c, Flow flow, UWord h)
{
   Bool seen[N_FUNCTIONS] = {False};
   PlaceId innermost = ML_(context_place)(c);
   add_flow(&model.total, flow);
   add_flow(&model.places[innermost].self, flow);
   if (innermost == 0)
      add_flow(&model.places[0].flow, flow);
   for (; c != 0; c = ML_(context_parent)(c))
      for (PlaceId p = ML_(context_place)(c); p != 0; p = places[p].outer)
         expect_on_path(p, flow, h, seen);
}

/* What is live does not depend on the flows here. */
static void make_event(void)
{
   ContextId c = 1 + any(N_CONTEXTS);
   Flow flow = {any(1000), any(1000), any(2), any(2)};
   Expected* f = &model.places[ML_(context_place)(c)];
   UWord h = any(1000000);
   ML_(contexts_charge)(c, &flow, h);
   expect(c, flow, h);
   ML_(contexts_add_live)(c, flow.allocated, 0);
   f->at_exit.bytes += flow.allocated;
   f->at_exit.blocks++;
}

static void check_flow(const Flow* is, const Flow* should)
{
   assert_int_equal(is->allocated, should->allocated);
   assert_int_equal(is->freed, should->freed);
   assert_int_equal(is->allocs, should->allocs);
   assert_int_equal(is->frees, should->frees);
}

static void nothing(void** unused)
{
   (void)unused;
   const Totals none = {0};
   ML_(flows_tally)();
   assert_memory_equal(ML_(totals)(), &none, sizeof none);
}

static void check_figures(void)
{
   for (PlaceId p = 0; p < N_PLACES; p++) {
      const ULong* is = places[p].figures.of;
      const Expected* should = &model.places[p];
      assert_int_equal(is[FIGURE_ALLOCATED], should->flow.allocated);
      assert_int_equal(is[FIGURE_FREED], should->flow.freed);
      assert_int_equal(is[FIGURE_ALLOCS], should->flow.allocs);
      assert_int_equal(is[FIGURE_FREES], should->flow.frees);
      assert_int_equal(is[FIGURE_SELF_ALLOCATED], should->self.allocated);
      assert_int_equal(is[FIGURE_SELF_FREED], should->self.freed);
      assert_int_equal(is[FIGURE_SELF_ALLOCS], should->self.allocs);
      assert_int_equal(is[FIGURE_SELF_FREES], should->self.frees);
      assert_int_equal(is[FIGURE_AT_PEAK_BYTES], should->at_peak.bytes);
      assert_int_equal(is[FIGURE_AT_PEAK_BLOCKS], should->at_peak.blocks);
      assert_int_equal(is[FIGURE_AT_EXIT_BYTES], should->at_exit.bytes);
      assert_int_equal(is[FIGURE_AT_EXIT_BLOCKS], should->at_exit.blocks);
      assert_int_equal(is[FIGURE_PEAK], should->peak);
   }
   for (FnId f = 0; f < N_FUNCTIONS; f++)
      assert_int_equal(functions[f].net_bytes, model.net[f]);
   check_flow(&ML_(totals)()->flow, &model.total);
}

/* Makes all figures anew, as tally does, and compares. */
static void tally(void)
{
   for (PlaceId p = 0; p < N_PLACES; p++)
      memset(&places[p].figures, 0, sizeof places[p].figures);
   for (FnId f = 0; f < N_FUNCTIONS; f++)
      functions[f].net_bytes = 0;
   ML_(contexts_finish)();
   ML_(flows_tally)();
   check_figures();
}

static void set_peak(void)
{
   ML_(contexts_new_peak)();
   for (PlaceId p = 0; p < N_PLACES; p++)
      model.places[p].at_peak = model.places[p].at_exit;
}

/* Also in the midst of a run, and twice: that changes nothing. */
static void random_paths(void** state)
{
   memset(places, 0, sizeof places);
   memset(functions, 0, sizeof functions);
   memset(&model, 0, sizeof model);
   model.random = *(UInt*)*state;
   make_places();
   make_contexts();
   for (UInt i = 0; i < N_EVENTS; i++) {
      make_event();
      if (i == N_EVENTS / 2)
         set_peak();
      if (i % (N_EVENTS / 4) == N_EVENTS / 8)
         tally();
   }
   tally();
   tally();
}

int main(void)
{
   static UInt seed = 1;
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing),
      cmocka_unit_test_prestate(random_paths, &seed),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
