/* What counts.t counts the instructions of: some things that the tool's state
   does for each event, N_TIMES each, after it has done them once as often.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <callgrind.h>

#include "../unit/core.h"
#include "stack/activations.h"
#include "heap/slabs.h"

#define N_TIMES 1000
#define N_SITES 16

/* In place of the module code, and of the core: for activations. */
static Site sites[N_SITES];
static const NSegment segment;

Site* ML_(code_site)(SiteId id) { return &sites[id]; }

UInt VG_N_THREADS = 2;

NSegment const* VG_(am_find_nsegment)(Addr a)
{
   (void)a;
   return &segment;
}

static SizeT size_of(UInt i) { return i * 37 % 500; }

/* A block that comes and goes. */
static void slabs_pair(void)
{
   SlabRecord* record;
   for (UInt i = 0; i < N_TIMES; i++) {
      Addr addr = ML_(slabs_allocate)(48, &record);
      ML_(slabs_release)(addr, record);
   }
}

/* Blocks of all sizes that come together and go together. */
static void blocks_pair(void)
{
   static Addr addrs[N_TIMES];
   Block block;
   for (UInt i = 0; i < N_TIMES; i++)
      addrs[i] = ML_(blocks_allocate)(size_of(i), 16, 1);
   for (UInt i = 0; i < N_TIMES; i++)
      ML_(blocks_release)(addrs[i], &block);
}

static void blocks_resize_in_place(void)
{
   Block block;
   Addr addr = ML_(blocks_allocate)(100, 16, 1);
   for (UInt i = 0; i < N_TIMES; i++)
      addr = ML_(blocks_resize)(addr, 100 + i % 10, 1);
   ML_(blocks_release)(addr, &block);
}

/* A path of ten places, again and again. */
static void contexts_child(void)
{
   for (UInt i = 0; i < N_TIMES / 10; i++) {
      ContextId c = 0;
      for (PlaceId place = 1; place <= 10; place++)
         c = ML_(contexts_child)(c, place);
   }
}

static ActivationStack* stack;
static StackRegs regs;

/* What becomes of a block, and of the context where it was allocated. */
static void charge_pair(ContextId c)
{
   const Flow in = {10, 0, 1, 0}, out = {0, 10, 0, 1};
   ML_(contexts_charge)(c, &in, 10);
   ML_(contexts_add_live)(c, 10, 1);
   ML_(contexts_remove_live)(c, 10, 2);
   ML_(contexts_charge)(c, &out, 10);
}

static void charge_same_site(void)
{
   for (UInt i = 0; i < N_TIMES; i++) {
      regs.top->site = 1;
      charge_pair(ML_(activations_context)(stack, regs.top));
   }
}

static void charge_other_site(void)
{
   for (UInt i = 0; i < N_TIMES; i++) {
      regs.top->site = 1 + i % (N_SITES - 1);
      charge_pair(ML_(activations_context)(stack, regs.top));
   }
}

/* Each time in activations of two functions that were just entered. */
static void charge_new_activations(void)
{
   for (UInt i = 0; i < N_TIMES; i++) {
      for (UInt depth = 0; depth < 2; depth++) {
         ML_(activations_push)(stack, &regs, 0x1000, 1);
         regs.top->site = 1 + i % (N_SITES - 1);
      }
      charge_pair(ML_(activations_context)(stack, regs.top));
      ML_(activations_pop)(stack, &regs, True);
      ML_(activations_pop)(stack, &regs, True);
   }
}

static void set_up(void)
{
   ML_(counters_init)();
   for (SiteId id = 1; id < N_SITES; id++)
      sites[id].place = id;
   stack = ML_(activations_new)(1, True);
   regs.stack = stack;
   regs.top = stack->activations;
   ML_(activations_set_limits)(stack, &regs);
   ML_(activations_push)(stack, &regs, 0x2000, 1);
}

/* Callgrind writes a file for each, which has its name. */
#define COUNT(what)                                                            \
   what();                                                                     \
   CALLGRIND_TOGGLE_COLLECT;                                                   \
   what();                                                                     \
   CALLGRIND_TOGGLE_COLLECT;                                                   \
   CALLGRIND_DUMP_STATS_AT(#what)

int main(void)
{
   set_up();
   COUNT(slabs_pair);
   COUNT(blocks_pair);
   COUNT(blocks_resize_in_place);
   COUNT(contexts_child);
   COUNT(charge_same_site);
   COUNT(charge_other_site);
   COUNT(charge_new_activations);
   return 0;
}
