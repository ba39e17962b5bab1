/* The calling-context tree against a model: a plain array of nodes, all of which
   are copied at each new peak, and a list of the live blocks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core.h"
#include "heap/contexts.h"

#define MAX_NODES 4000
#define MAX_LIVE 2000
#define N_STEPS 30000
#define PLACES 40

static struct {
   Context nodes[MAX_NODES]; /* lifetime: of what is gone */
   ContextId parents[MAX_NODES];
   PlaceId places[MAX_NODES];
   UInt n;
   struct {
      ContextId context;
      SizeT size;
      ULong birth;
   } live[MAX_LIVE];
   UInt n_live;
   ULong now; /* the number of the event */
   Sizes sizes[PLACES + 1];
   UWord h, peak;
   UInt random;
} model;

/* A number below N. */
static UInt any(UInt n)
{
   model.random = model.random * 1664525 + 1013904223;
   return (UInt)(((ULong)(model.random >> 4) * n) >> 28);
}

static void check_node(ContextId c)
{
   const Context *is = ML_(context)(c), *should = &model.nodes[c];
   assert_int_equal(ML_(context_parent)(c), model.parents[c]);
   assert_int_equal(ML_(context_place)(c), model.places[c]);
   assert_int_equal(is->peak, should->peak);
   assert_memory_equal(&is->live, &should->live, sizeof is->live);
   assert_memory_equal(&is->at_peak, &should->at_peak, sizeof is->at_peak);
   assert_memory_equal(&is->flow, &should->flow, sizeof is->flow);
   assert_memory_equal(&is->most, &should->most, sizeof is->most);
   assert_memory_equal(&is->temporary, &should->temporary,
                       sizeof is->temporary);
}

static void check_lifetimes(void)
{
   static ULong lifetimes[MAX_NODES];
   for (ContextId c = 0; c < model.n; c++)
      lifetimes[c] = model.nodes[c].lifetime;
   for (UInt i = 0; i < model.n_live; i++)
      lifetimes[model.live[i].context] += model.now - model.live[i].birth;
   for (ContextId c = 0; c < model.n; c++)
      assert_int_equal(ML_(context_lifetime)(c, model.now), lifetimes[c]);
}

static void check_sizes(void)
{
   static const Sizes none;
   for (PlaceId p = 0; p <= PLACES; p++) {
      const Sizes* sizes = ML_(sizes_find)(p);
      assert_memory_equal(sizes ? sizes : &none, &model.sizes[p],
                          sizeof none);
   }
   assert_null(ML_(sizes_find)(PLACES + 1));
}

static void check_all(void)
{
   ML_(contexts_finish)();
   assert_int_equal(ML_(n_contexts)(), model.n);
   for (ContextId c = 0; c < model.n; c++)
      check_node(c);
   check_lifetimes();
   check_sizes();
}

/* The child, which is a new node if the model has none. */
static ContextId child(ContextId parent, PlaceId place)
{
   ContextId c = 1;
   while (c < model.n &&
          (model.parents[c] != parent || model.places[c] != place))
      c++;
   if (c == model.n) {
      model.parents[c] = parent;
      model.places[c] = place;
      model.n++;
   }
   assert_int_equal(ML_(contexts_child)(parent, place), c);
   return c;
}

/* One that is there, or a child of one. */
static ContextId any_context(void)
{
   ContextId c = 1 + any(model.n - 1);
   if (model.n == MAX_NODES || any(2))
      return child(model.parents[c], model.places[c]);
   return child(any(8) ? c : 0, 1 + any(PLACES));
}

/* An event at C: H becomes AFTER. */
static void charge(ContextId c, Flow flow, UWord after)
{
   UWord larger = model.h > after ? model.h : after;
   ML_(contexts_charge)(c, &flow, larger);
   model.now++;
   Context* n = &model.nodes[c];
   n->flow.allocated += flow.allocated;
   n->flow.freed += flow.freed;
   n->flow.allocs += flow.allocs;
   n->flow.frees += flow.frees;
   if (larger > n->peak)
      n->peak = larger;
   model.h = after;
}

static void add_size(PlaceId p, SizeT size)
{
   UInt bits = 0;
   while (size >> bits != 0)
      bits++;
   model.sizes[p].classes[bits].bytes += size;
   model.sizes[p].classes[bits].blocks++;
}

static void add_live(ContextId c, SizeT size)
{
   Context* n = &model.nodes[c];
   ML_(contexts_add_live)(c, size, model.now);
   n->live.bytes += size;
   n->live.blocks++;
   if (n->live.bytes > n->most.bytes)
      n->most = n->live;
   add_size(model.places[c], size);
   model.live[model.n_live].context = c;
   model.live[model.n_live].birth = model.now;
   model.live[model.n_live++].size = size;
   if (model.h <= model.peak)
      return;
   model.peak = model.h;
   ML_(contexts_new_peak)();
   for (ContextId i = 0; i < model.n; i++)
      model.nodes[i].at_peak = model.nodes[i].live;
}

/* Takes block I away; every now and then it was a temporary one. */
static void remove_live(UInt i)
{
   ContextId c = model.live[i].context;
   SizeT size = model.live[i].size;
   ML_(contexts_remove_live)(c, size, model.now);
   model.nodes[c].live.bytes -= size;
   model.nodes[c].live.blocks--;
   model.nodes[c].lifetime += model.now - model.live[i].birth;
   if (any(4) == 0) {
      ML_(contexts_add_temporary)(c, size);
      model.nodes[c].temporary.bytes += size;
      model.nodes[c].temporary.blocks++;
   }
   model.live[i] = model.live[--model.n_live];
}

static void allocate(void)
{
   ContextId c = any_context();
   SizeT size = any(any(50) ? 100 : 20000);
   charge(c, (Flow){size, 0, 1, 0}, model.h + size);
   add_live(c, size);
}

static void release(void)
{
   UInt i = any(model.n_live);
   SizeT size = model.live[i].size;
   charge(any_context(), (Flow){0, size, 0, 1}, model.h - size);
   remove_live(i);
}

static void resize(void)
{
   ContextId c = any_context();
   UInt i = any(model.n_live);
   SizeT old = model.live[i].size, size = any(300);
   charge(c, (Flow){size, old, 1, 1}, model.h + size - old);
   remove_live(i);
   add_live(c, size);
}

static void step(Bool rising)
{
   UInt what = any(10);
   if (model.n_live == 0 || (what < (rising ? 6 : 3) && model.n_live < MAX_LIVE))
      allocate();
   else if (what < 8)
      release();
   else
      resize();
}

static void nothing_at_first(void** unused)
{
   (void)unused;
   assert_int_equal(ML_(n_contexts)(), 0);
   ML_(contexts_finish)();
   ML_(contexts_reset)();
   /* The root comes with the first child. */
   model.n = 1;
   assert_int_equal(child(0, 0), 1);
   check_all();
}

static void random_events(void** state)
{
   model.random = *(UInt*)*state;
   for (UInt i = 0; i < N_STEPS; i++) {
      step(i / 3000 % 2 == 0);
      if (any(1000) == 0)
         check_all();
   }
   check_all();
}

/* The blocks stay, and are what the child's peak begins with. */
static void a_forked_child(void** unused)
{
   (void)unused;
   assert_int_not_equal(model.n_live, 0);
   ML_(contexts_reset)();
   model.peak = model.h;
   model.now = 0;
   memset(model.sizes, 0, sizeof model.sizes);
   for (UInt i = 0; i < model.n_live; i++)
      model.live[i].birth = 0;
   for (ContextId c = 0; c < model.n; c++) {
      Stock live = model.nodes[c].live;
      model.nodes[c] = (Context){.live = live, .at_peak = live, .most = live};
   }
   check_all();
}

/* Deeper than any stack would be, and each path by itself. */
static void one_long_path(void** unused)
{
   (void)unused;
   UInt n = ML_(n_contexts)();
   ContextId c = 0;
   for (UInt i = 0; i < 300000; i++) {
      ContextId next = ML_(contexts_child)(c, PLACES + 1 + i % 2);
      assert_int_equal(next, n + i);
      assert_int_equal(ML_(context_parent)(next), c);
      c = next;
   }
   c = 0;
   for (UInt i = 0; i < 300000; i++) {
      c = ML_(contexts_child)(c, PLACES + 1 + i % 2);
      assert_int_equal(c, n + i);
   }
   assert_int_equal(ML_(n_contexts)(), n + 300000);
}

/* The least and the largest size of each class. */
static void classes_of_sizes(void** unused)
{
   (void)unused;
   Sizes sizes;
   memset(&sizes, 0, sizeof sizes);
   ML_(sizes_add)(&sizes, 0);
   for (UInt bits = 1; bits < 8 * sizeof(SizeT); bits++) {
      SizeT least = (SizeT)1 << (bits - 1);
      ML_(sizes_add)(&sizes, least);
      ML_(sizes_add)(&sizes, 2 * least - 1);
      assert_int_equal(sizes.classes[bits].blocks, 2);
      assert_int_equal(sizes.classes[bits].bytes, 3 * least - 1);
   }
   assert_int_equal(sizes.classes[0].blocks, 1);
   assert_int_equal(sizes.classes[0].bytes, 0);
}

int main(void)
{
   static UInt seeds[] = {1, 2, 3};
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_at_first),
      cmocka_unit_test_prestate(random_events, &seeds[0]),
      cmocka_unit_test(a_forked_child),
      cmocka_unit_test_prestate(random_events, &seeds[1]),
      cmocka_unit_test(a_forked_child),
      cmocka_unit_test_prestate(random_events, &seeds[2]),
      cmocka_unit_test(one_long_path),
      cmocka_unit_test(classes_of_sizes),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
