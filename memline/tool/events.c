/* Heap events.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "events.h"

#include "stack.h"
#include "totals.h"

static Bool told_ignored;

/* Charges FLOW of one event, at which H was BEFORE; returns the context. */
static ContextId charge(ThreadId tid, const Flow* flow, UWord before)
{
   UWord after = before + flow->allocated - flow->freed;
   ContextId context =
      ML_(stack_charge)(tid, flow, after > before ? after : before);
   ML_(contexts_add_flow)(context, flow);
   ML_(totals)()->events++;
   ML_(flow_add)(&ML_(totals)()->flow, flow);
   return context;
}

/* A block of SIZE bytes now lives at ADDR, allocated in CONTEXT. */
static void add_block(Addr addr, SizeT size, ContextId context)
{
   Totals* t = ML_(totals)();
   ML_(blocks_add)(addr, size, context);
   ML_(contexts_add_live)(context, size);
   if (ML_(live_bytes) > t->peak.bytes) {
      t->peak = (Stock){ML_(live_bytes), ML_(live_blocks)};
      t->peak_event = t->events;
      ML_(contexts_new_peak)();
   }
}

void ML_(event_alloc)(ThreadId tid, Addr addr, SizeT size)
{
   Flow flow = {size, 0, 1, 0};
   add_block(addr, size, charge(tid, &flow, ML_(live_bytes)));
}

/* Names where thread TID stands. */
static void tell_ignored(ThreadId tid, Addr addr)
{
   if (told_ignored)
      return;
   told_ignored = True;
   PlaceId id = ML_(stack_place)(tid);
   const Place* p = ML_(place)(id);
   if (id != 0)
      VG_(umsg)("%s:%u (%s): this frees 0x%lx, which is no live block "
                "(freed twice, or never allocated).\n",
                ML_(file_path)(p->file), p->line, ML_(function)(p->fn)->name,
                addr);
   else
      VG_(umsg)("Code without line information frees 0x%lx, which is no live "
                "block (freed twice, or never allocated).\n",
                addr);
   VG_(umsg)("memline ignores such frees; the summary counts them.\n");
}

Bool ML_(event_free)(ThreadId tid, Addr addr)
{
   Block block;
   UWord before = ML_(live_bytes);
   if (!ML_(blocks_remove)(addr, &block)) {
      ML_(totals)()->ignored_frees++;
      tell_ignored(tid, addr);
      return False;
   }
   ML_(contexts_remove_live)(block.context, block.size);
   Flow flow = {0, block.size, 0, 1};
   charge(tid, &flow, before);
   return True;
}

void ML_(event_resize)(ThreadId tid, Addr old_addr, Addr addr, SizeT size)
{
   Block block;
   Bool found = ML_(blocks_find)(old_addr, &block);
   tl_assert(found);
   Flow flow = {size, block.size, 1, 1};
   ContextId context = charge(tid, &flow, ML_(live_bytes));
   ML_(blocks_remove)(old_addr, &block);
   ML_(contexts_remove_live)(block.context, block.size);
   add_block(addr, size, context);
}

Bool ML_(event_block_size)(Addr addr, SizeT* size)
{
   Block block;
   if (!ML_(blocks_find)(addr, &block))
      return False;
   *size = block.size;
   return True;
}

void ML_(events_reset)(void)
{
   Totals* t = ML_(totals)();
   VG_(memset)(t, 0, sizeof *t);
   t->inherited = (Stock){ML_(live_bytes), ML_(live_blocks)};
   t->peak = t->inherited;
   told_ignored = False;
   ML_(contexts_reset)();
}
