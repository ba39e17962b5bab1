/* Heap events.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "events.h"

#include "stack.h"
#include "totals.h"

static Bool told_ignored;

/* What every event ends with: H has gone from BEFORE to what it is now. */
static void finish(ThreadId tid, ContextId context, const Flow* flow,
                   UWord before)
{
   Totals* t = ML_(totals)();
   UWord now = ML_(live_bytes);
   t->events++;
   ML_(flow_add)(&t->flow, flow);
   ML_(contexts_add_flow)(context, flow);
   if (now > t->peak.bytes) {
      t->peak = (Stock){now, ML_(live_blocks)};
      t->peak_event = t->events;
      ML_(contexts_new_peak)();
   }
   ML_(stack_charge)(tid, flow, now > before ? now : before);
}

void ML_(event_alloc)(ThreadId tid, Addr addr, SizeT size)
{
   UWord before = ML_(live_bytes);
   ContextId context = ML_(stack_context)(tid);
   ML_(blocks_add)(addr, size, context);
   ML_(contexts_add_live)(context, size);
   Flow flow = {size, 0, 1, 0};
   finish(tid, context, &flow, before);
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
   UWord before = ML_(live_bytes);
   Block block;
   if (!ML_(blocks_remove)(addr, &block)) {
      ML_(totals)()->ignored_frees++;
      tell_ignored(tid, addr);
      return False;
   }
   ML_(contexts_remove_live)(block.context, block.size);
   Flow flow = {0, block.size, 0, 1};
   finish(tid, ML_(stack_context)(tid), &flow, before);
   return True;
}

void ML_(event_resize)(ThreadId tid, Addr old_addr, Addr addr, SizeT size)
{
   UWord before = ML_(live_bytes);
   Block block;
   Bool found = ML_(blocks_remove)(old_addr, &block);
   tl_assert(found);
   ML_(contexts_remove_live)(block.context, block.size);
   ContextId context = ML_(stack_context)(tid);
   ML_(blocks_add)(addr, size, context);
   ML_(contexts_add_live)(context, size);
   Flow flow = {size, block.size, 1, 1};
   finish(tid, context, &flow, before);
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
