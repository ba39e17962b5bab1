/* Threads, and what happens to them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack/threads.h"

#include "base/arch.h"
#include "stack/activations.h"
#include "stack/left_stacks.h"
#include "stack/signal_origin.h"

static struct {
   ThreadId running;
   /* The largest H at an event since the running thread was resumed. */
   UWord slice_peak;
} state;

static StackRegs get_regs(ThreadId tid)
{
   StackRegs regs;
   VG_(get_shadow_regs_area)(tid, (UChar*)&regs, 1, 0, sizeof regs);
   return regs;
}

static void set_regs(ThreadId tid, const StackRegs* regs)
{
   VG_(set_shadow_regs_area)(tid, 1, 0, sizeof *regs, (const UChar*)regs);
}

/* The place where thread TID stands, if that is in the top activation's own
   code, about to execute the next superblock; *ADDR becomes where.  Else 0. */
static PlaceId own_place(ThreadId tid, const StackRegs* regs, Addr* addr)
{
   const Activation* top = regs->top;
   *addr = VG_(get_IP)(tid);
   if (ML_(activations_is_base)(regs->stack, top))
      return 0;
   /* Returned, but not yet on another line. */
   if (top->site && ML_(code_site)(top->site)->return_to == *addr)
      return 0;
   PlaceId here = ML_(places_near)(*addr, NULL);
   return here != 0 && ML_(place_function)(here) == top->fn ? here : 0;
}

/* Notes that in the top activation. */
static void note_standing(ThreadId tid, const StackRegs* regs)
{
   Addr addr;
   PlaceId here = own_place(tid, regs, &addr);
   if (here != 0)
      regs->top->site = ML_(code_other_site)(addr, here, False);
}

void ML_(threads_begin)(ThreadId tid)
{
   tl_assert(ML_(activations_current)(tid) == NULL);
   ActivationStack* s = ML_(activations_new)(tid, True);
   ML_(activations_set_current)(tid, s);
   StackRegs regs = {s->top, 0, s, ML_(live), 0};
   ML_(activations_set_limits)(s, &regs);
   set_regs(tid, &regs);
}

/* Ends the activations of a stack that control is not on. */
static void end_left_stack(ActivationStack* s)
{
   StackRegs regs = {s->top, 0, s, ML_(live), 0};
   ML_(activations_end)(s, &regs);
   ML_(activations_free)(s);
}

void ML_(threads_end)(ThreadId tid)
{
   ActivationStack* s = ML_(activations_current)(tid);
   if (s == NULL)
      return;
   ML_(threads_resume)(tid); /* it may have waited until now */
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   ML_(activations_end)(s, &regs);
   ML_(activations_set_current)(tid, NULL);
   ML_(activations_free)(s);
   /* A thread may end on another stack than its own.  Those of coroutines stay:
      other threads may go on with them. */
   for (s = ML_(activations_all)(); s; s = s->next)
      if (s->is_own && s->tid == tid) {
         end_left_stack(s);
         break;
      }
}

UInt ML_(threads_count)(void)
{
   UInt n = 0;
   for (ThreadId tid = 1; tid < VG_N_THREADS; tid++)
      n += ML_(activations_current)(tid) != NULL;
   return n;
}

void ML_(threads_signal)(ThreadId tid)
{
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   regs.fault = 0;
   if (ML_(signal_is_fault)(tid)) {
      regs.fault = VG_(get_IP)(tid);
      ML_(code_fault)(regs.fault);
   }
   /* The core keeps it with what it puts back after the handler. */
   set_regs(tid, &regs);
}

void ML_(threads_fatal_signal)(ThreadId tid)
{
   if (ML_(signal_is_fault)(tid))
      ML_(code_fault)(VG_(get_IP)(tid));
}

/* Where a call returns to that a handler has put in the place of a fault, by
   pushing this address and going on in another function; else 0. */
static Addr called_by_handler(ThreadId tid, const StackRegs* regs)
{
   Addr sp = VG_(get_SP)(tid), ip = VG_(get_IP)(tid);
   if (ARCH_RETURN_POPS == 0 || sp >= regs->top->sp ||
       !VG_(am_is_valid_for_client)(sp, sizeof(Addr), VKI_PROT_READ))
      return 0;
   PlaceId here = ML_(places_near)(ip, NULL);
   if (here != 0 && ML_(place_function)(here) == regs->top->fn &&
       !ML_(places_is_entry)(ip))
      return 0;
   Addr to = *(const Addr*)sp;
   PlaceId back = ML_(places_near)(to, NULL);
   return back != 0 && ML_(place_function)(back) == regs->top->fn ? to : 0;
}

/* The top activation stands on that call. */
static void stand_on_call(const StackRegs* regs, Addr return_to)
{
   const Site* s = ML_(code_site)(regs->top->site);
   Bool is_stale;
   regs->top->site =
      ML_(code_call_site)(s->addr, s->place, return_to, True, &is_stale);
   ML_(code_resume)(return_to);
   if (ML_(code_is_blind_return)(return_to))
      return;
   ML_(code_note_blind_return)(return_to);
   if (ML_(code_is_translated)(return_to))
      VG_(discard_translations)(return_to, 1, "memline");
}

void ML_(threads_signal_done)(ThreadId tid)
{
   /* The core has restored the registers of the moment of the signal; what
      the handler changed underneath has to be put back. */
   StackRegs regs = get_regs(tid);
   ActivationStack* s = regs.stack;
   regs.top = ML_(activations_translate)(s, regs.top);
   ML_(activations_set_limits)(s, &regs);
   Bool is_fault = regs.fault != 0;
   regs.fault = 0;
   set_regs(tid, &regs);
   ML_(activations_set_current)(tid, s);
   ML_(left_stacks_remove)(s);
   /* After a fault the instruction is executed again, or what the handler has
      put in its place: nothing has counted the way there. */
   Addr ip = VG_(get_IP)(tid);
   if (!is_fault || regs.top->site == 0 ||
       ML_(code_site)(regs.top->site)->return_to != 0)
      return;
   Addr return_to = called_by_handler(tid, &regs);
   if (return_to != 0)
      stand_on_call(&regs, return_to);
   if (return_to != 0 || ML_(places_near)(ip, NULL) == 0)
      return;
   ML_(code_resume)(ip);
   ML_(code_count_dynamic)(regs.top->site, ip, True, ML_(live)->bytes);
}

void ML_(threads_resume)(ThreadId tid)
{
   if (tid == state.running)
      return;
   ThreadId ran = state.running; /* its own events are charged */
   state.running = tid;
   if (state.slice_peak > 0) {
      for (ThreadId t = 1; t < VG_N_THREADS; t++) {
         ActivationStack* away = ML_(activations_current)(t);
         if (t != ran && away && away->away_peak < state.slice_peak)
            away->away_peak = state.slice_peak;
      }
      state.slice_peak = 0;
   }
   ActivationStack* s = ML_(activations_current)(tid);
   if (s == NULL || s->away_peak == 0)
      return;
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   static const Flow nothing;
   ML_(contexts_charge)(ML_(threads_context)(tid), &nothing, s->away_peak);
   s->away_peak = 0;
}

/* Events. */

ContextId ML_(threads_context)(ThreadId tid)
{
   const ActivationStack* s = ML_(activations_current)(tid);
   return ML_(activations_context)(s, s->live_regs ? s->live_regs->top
                                                   : get_regs(tid).top);
}

void ML_(threads_note_peak)(UWord peak_h)
{
   if (peak_h > state.slice_peak)
      state.slice_peak = peak_h;
}

UInt ML_(threads_walk)(ThreadId tid, PlaceId places[], UInt max)
{
   const StackRegs regs = get_regs(tid);
   UInt n = 0;
   /* The base too: where a thread begins, code with lines has no caller. */
   for (const Activation* a = regs.top; n < max; a--) {
      if (ML_(activation_place)(a) != 0)
         places[n++] = ML_(activation_place)(a);
      if (ML_(activations_is_base)(regs.stack, a))
         break;
   }
   return n;
}

PlaceId ML_(threads_place)(ThreadId tid)
{
   PlaceId place;
   return ML_(threads_walk)(tid, &place, 1) > 0 ? place : 0;
}

Bool ML_(threads_called)(FnId fn)
{
   ThreadId tid = VG_(get_running_tid)();
   StackRegs regs = get_regs(tid);
   const Activation* top = regs.top;
   if (ML_(activations_is_base)(regs.stack, top) || top->fn != fn)
      return True;
   /* From FN to FN. */
   Addr sp = VG_(get_SP)(tid);
   return ARCH_RETURN_POPS > 0 && top->site != 0 && sp < top->sp &&
          VG_(am_is_valid_for_client)(sp, sizeof(Addr), VKI_PROT_READ) &&
          *(const Addr*)sp == ML_(code_site)(top->site)->return_to;
}

/* The open activations of S, where control is at TOP or will come back to it;
   OWN is the place on which that stands, unless its site tells. */
static void each_open(const ActivationStack* s, const Activation* top,
                      PlaceId own, UWord away_peak, OpenVisitor* visit)
{
   for (const Activation* a = top; a >= s->activations; a--) {
      Open open = {own, 0, away_peak};
      if (a != top || own == 0) {
         open.place = ML_(activation_place)(a);
         if (a->site != 0 && ML_(code_site)(a->site)->return_to != 0)
            open.call = a->site;
      }
      if (open.place != 0)
         visit(&open);
   }
}

void ML_(threads_each_open)(OpenVisitor* visit)
{
   for (ActivationStack* s = ML_(activations_all)(); s; s = s->next) {
      if (ML_(activations_current)(s->tid) != s) {
         each_open(s, s->top, 0, 0, visit);
         continue;
      }
      /* As if it was resumed. */
      UWord away_peak = 0;
      if (s->tid != state.running)
         away_peak =
            s->away_peak > state.slice_peak ? s->away_peak : state.slice_peak;
      StackRegs regs = get_regs(s->tid);
      Addr addr;
      PlaceId own = own_place(s->tid, &regs, &addr);
      each_open(s, regs.top, own, away_peak, visit);
   }
}

/* The activations and visits that are open on S begin anew.  Where a return
   stays on the line, its arrival counts as the beginning already. */
static void reopen(ActivationStack* s, const Activation* top)
{
   s->away_peak = 0;
   for (const Activation* a = top; a >= s->activations; a--) {
      FnId fn = a->fn ? a->fn : ML_(place_function)(ML_(activation_place)(a));
      if (fn != 0)
         ML_(function)(fn)->entered++;
      if (a->site != 0 && ML_(code_site)(a->site)->returns != NULL)
         ML_(code_site)(a->site)->reopened++;
   }
}

void ML_(threads_reset)(ThreadId tid)
{
   for (ThreadId t = 1; t < VG_N_THREADS; t++)
      if (t != tid && ML_(activations_current)(t)) {
         ML_(activations_free)(ML_(activations_current)(t));
         ML_(activations_set_current)(t, NULL);
      }
   StackRegs regs = get_regs(tid);
   state.slice_peak = 0;
   state.running = tid;
   for (ActivationStack* s = ML_(activations_all)(); s; s = s->next)
      reopen(s, s == regs.stack ? regs.top : s->top);
}
