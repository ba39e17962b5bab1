/* What translated code calls where the stack pointer disagrees with the shadow
   stack, or where only the running program knows the way.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack/stack.h"

#include "base/arch.h"
#include "base/stats.h"
#include "stack/activations.h"
#include "stack/left_stacks.h"

/* A stack that was left is come back to at about the stack pointer it had, give
   or take what the switch itself pushes. */
#define SWITCH_SLACK 128

StackRegs* ML_(stack_regs)(void* guest)
{
   return (StackRegs*)((UChar*)guest + sizeof(VexGuestArchState));
}

UInt ML_(stack_depth)(const StackRegs* regs)
{
   return ML_(activations_index)(regs->stack, regs->top);
}

void ML_(stack_enter)(void* guest, Addr sp, UWord fn)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   ActivationStack* s = regs->stack;
   s->live_regs = regs;
   /* A jump to the function's own first instruction: a loop. */
   if (regs->top->sp == sp && regs->top->fn == fn)
      return;
   while (!ML_(activations_is_base)(s, regs->top) && regs->top->sp <= sp &&
          ML_(activations_on_same_stack)(regs->top->sp, sp))
      ML_(activations_pop)(s, regs, regs->top->sp == sp);
   if (ML_(activations_is_base)(s, regs->top))
      ML_(activations_rebase)(s, sp);
   ML_(activations_push)(s, regs, sp, fn);
}

void ML_(stack_pushed)(void* guest)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   const Activation pushed = *regs->top--;
   ML_(stats).slow_pushes++;
   ML_(stack_enter)(guest, pushed.sp, pushed.fn);
}

/* Finds the lowest activation that ends when the stack pointer rises to SP on
   its stack; NULL if none does.  Those of a signal handler on a stack of its
   own end with what it interrupted. */
static Activation* lowest_ended(const ActivationStack* s, Activation* top,
                                Addr sp)
{
   Activation* lowest = NULL;
   for (Activation* a = top; !ML_(activations_is_base)(s, a); a--) {
      if (!ML_(activations_on_same_stack)(a->sp, sp))
         continue;
      if (a->sp >= sp)
         return a == top ? NULL : a + 1;
      lowest = a;
   }
   return lowest;
}

/* The arguments of a call may lie on the stack, and so the stack pointer that
   setjmp remembers can be this much below that of another call of the same
   activation. */
#define ARGUMENTS 256

/* Finds the lowest activation that ends when control goes to the code of FN
   with SP below all of them; NULL if that is already in the top one. */
static Activation* lowest_above(const ActivationStack* s, Activation* top,
                                Addr sp, FnId fn)
{
   for (Activation* a = top; !ML_(activations_is_base)(s, a); a--) {
      if (a->fn == fn)
         return a == top ? NULL : a + 1;
      if (a->sp - sp > ARGUMENTS)
         break;
   }
   return NULL;
}

static void end_from(StackRegs* regs, const Activation* lowest)
{
   while (lowest != NULL && regs->top >= lowest)
      ML_(activations_pop)(regs->stack, regs, False);
}

/* Control goes on at TARGET, at THERE, in the top activation: if the call in
   which that stood did not return, a visit may go on all the same. */
static void land_at(StackRegs* regs, Addr target, PlaceId there)
{
   Activation* landed = regs->top;
   if (landed->site == 0 || there == 0 ||
       ML_(place_function)(there) != landed->fn ||
       ML_(code_site)(landed->site)->return_to == target)
      return;
   if (ML_(code_site)(landed->site)->return_to != 0)
      ML_(code_site)(landed->site)->abandoned++;
   ML_(code_count_dynamic)(landed->site, target, True, ML_(live)->bytes);
   landed->site =
      ML_(code_other_site)(target, ML_(activation_place)(landed), False);
}

/* Ends the activations that are above SP on its stack.  Then control goes on at
   TARGET. */
static void land(StackRegs* regs, Addr sp, Addr target)
{
   PlaceId there = ML_(places_near)(target, NULL);
   end_from(regs, lowest_ended(regs->stack, regs->top, sp));
   if (there != 0 && !ML_(places_is_entry)(target))
      end_from(regs, lowest_above(regs->stack, regs->top, sp,
                                  ML_(place_function)(there)));
   land_at(regs, target, there);
}

/* Ends the activations below SP; the last one returns. */
static void leave(StackRegs* regs, Addr sp)
{
   ActivationStack* s = regs->stack;
   while (!ML_(activations_is_base)(s, regs->top) && regs->top->sp < sp &&
          ML_(activations_on_same_stack)(regs->top->sp, sp)) {
      const Activation* below = regs->top - 1;
      Bool is_last = ML_(activations_is_base)(s, below) || below->sp >= sp ||
                     !ML_(activations_on_same_stack)(below->sp, sp);
      ML_(activations_pop)(s, regs, is_last);
   }
}

void ML_(stack_leave)(void* guest, Addr sp, Addr target)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   leave(regs, sp);
   /* setcontext, where it has lines, ends with a return. */
   if (regs->top->site != 0 &&
       ML_(code_site)(regs->top->site)->return_to != 0 && target != 0 &&
       ML_(code_site)(regs->top->site)->return_to != target)
      land_at(regs, target, ML_(places_near)(target, NULL));
}

void ML_(stack_popped)(void* guest, Addr sp, Addr target)
{
   ML_(stack_regs)(guest)->top++;
   ML_(stats).slow_pops++;
   ML_(stack_leave)(guest, sp, target);
}

/* Control goes from SITE to another function, and is to come back to where the
   return address at SP says. */
static void call_by_return(StackRegs* regs, Addr sp, SiteId site)
{
   Addr return_to = 0;
   if (VG_(am_is_valid_for_client)(sp, sizeof(Addr), VKI_PROT_READ))
      return_to = *(const Addr*)sp;
   const Site* s = ML_(code_site)(site);
   Bool is_stale;
   regs->top->site =
      return_to == 0
         ? site
         : ML_(code_call_site)(s->addr, s->place, return_to, True, &is_stale);
}

void ML_(stack_local_return)(void* guest, Addr sp, Addr target, UWord site)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   if (ML_(activations_is_base)(regs->stack, regs->top) || regs->top->sp < sp) {
      /* Out of its activation. */
      ML_(activations_end_visits)(site);
      ML_(stack_leave)(guest, sp, target);
   } else if (!ML_(places_is_entry)(target) &&
              ML_(code_count_dynamic)(site, target, True, ML_(live)->bytes)) {
      regs->top->site = site;
   } else if (regs->top->sp == sp) {
      /* A tail call: the return address is its caller's. */
      ML_(activations_end_visits)(site);
      leave(regs, sp + 1);
   } else {
      call_by_return(regs, sp, site);
   }
}

void ML_(stack_moved)(void* guest, Addr sp, Addr target)
{
   ML_(stats).moves++;
   StackRegs* regs = ML_(stack_regs)(guest);
   Activation* top = regs->top;
   if (ML_(activations_is_base)(regs->stack, top))
      ML_(activations_rebase)(regs->stack, sp);
   else if (lowest_ended(regs->stack, top, sp) != NULL)
      land(regs, sp, target);
   else if (top->site && ML_(code_site)(top->site)->return_to != target &&
            sp <= top->sp && top->sp - sp < STACK_MAX_FRAME)
      land(regs, sp, target);
}

/* Other stacks: coroutines, and whatever else sets the stack pointer to
   somewhere else and goes on there. */

/* Whether SP, to which the stack pointer goes from OLD_SP, is on stack S. */
static Bool is_on(const ActivationStack* s, Addr old_sp, Addr sp)
{
   if (!s->is_own)
      return old_sp <= sp && sp <= s->highest;
   Addr max = VG_(thread_get_stack_max)(s->tid);
   SizeT size = VG_(thread_get_stack_size)(s->tid);
   if (sp <= max && max - sp <= size)
      return True;
   /* A signal handler may run on a stack of its own, which it stays on. */
   Bool was_on = old_sp <= max && max - old_sp <= size;
   return !was_on && ML_(activations_on_same_stack)(old_sp, sp);
}

/* The stack for one that begins at SP: one that has ended, if it was there. */
static ActivationStack* stack_beginning_at(ThreadId tid, Addr sp)
{
   ActivationStack* s = ML_(left_stacks_around)(sp, SWITCH_SLACK);
   if (s == NULL)
      s = ML_(activations_new)(tid, False);
   ML_(left_stacks_remove)(s);
   StackRegs regs = {s->top, 0, s, ML_(live), 0};
   ML_(activations_end)(s, &regs);
   s->top = regs.top;
   s->highest = sp + SWITCH_SLACK;
   ML_(activations_rebase)(s, sp);
   return s;
}

static void switch_to(StackRegs* regs, ActivationStack* to, Addr old_sp)
{
   ML_(stats).switches++;
   ActivationStack* from = regs->stack;
   from->top = regs->top;
   ML_(left_stacks_add)(from, old_sp);
   ML_(left_stacks_remove)(to);
   to->tid = from->tid;
   to->live_regs = regs;
   regs->stack = to;
   regs->top = to->top;
   ML_(activations_set_limits)(to, regs);
   ML_(activations_set_current)(to->tid, to);
}

static FnId place_fn(SiteId site)
{
   return ML_(place_function)(ML_(code_site)(site)->place);
}

void ML_(stack_switched)(void* guest, Addr old_sp, Addr target, UWord site,
                         UWord is_jump)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   Addr sp = *(Addr*)((UChar*)guest + ARCH_SP_OFFSET);
   ActivationStack* to = ML_(left_stacks_near)(sp, SWITCH_SLACK);
   if (to == NULL && !is_on(regs->stack, old_sp, sp))
      to = stack_beginning_at(regs->stack->tid, sp);
   if (to != NULL) {
      /* The function that switches does not come back to its own code: another
         of its activations will return in its stead. */
      if (site != 0 && regs->top->fn == place_fn(site))
         ML_(activations_pop)(regs->stack, regs, True);
      switch_to(regs, to, old_sp);
      land(regs, sp, target);
   } else if (site == 0) {
      ML_(stack_moved)(guest, sp, target);
   } else if (is_jump) {
      ML_(stack_jump)(guest, target, site, 0);
   }
}

/* The site at ADDR of code without a line of its own: in the place on which the
   activation stands; 0 if there is none. */
static SiteId blind_site(const StackRegs* regs, Addr addr)
{
   if (regs->top->site == 0)
      return 0;
   const Site* s = ML_(code_site)(regs->top->site);
   return ML_(code_other_site)(addr, s->place, s->jumped_back);
}

void ML_(stack_jump)(void* guest, Addr target, UWord site, Addr addr)
{
   ML_(stats).jumps++;
   Addr sp = *(Addr*)((UChar*)guest + ARCH_SP_OFFSET);
   StackRegs* regs = ML_(stack_regs)(guest);
   if (regs->top->sp < sp &&
       !ML_(activations_is_base)(regs->stack, regs->top)) {
      /* Out of its own activation, to that of a caller, as longjmp ends; or to
         another function, as dynamic linkers do. */
      if (site != 0)
         ML_(activations_end_visits)(site);
      ML_(activations_pop)(regs->stack, regs, True);
      land(regs, sp, target);
      return;
   }
   if (site == 0)
      site = blind_site(ML_(stack_regs)(guest), addr);
   if (site != 0 &&
       ML_(code_count_dynamic)(site, target, False, ML_(live)->bytes)) {
      /* What arrives may be blind, and has to know where it came from. */
      regs->top->site = site;
      return;
   }
   if (site != 0)
      ML_(activations_end_visits)(site);
   leave(regs, sp + 1);
   PlaceId to = ML_(places_near)(target, NULL);
   if (to != 0 && !ML_(places_is_entry)(target)) {
      FnId fn = ML_(place_function)(to);
      ML_(function)(fn)->entered++;
      ML_(stack_enter)(guest, sp, fn);
   }
}

void ML_(stack_passes)(void* guest, Addr addr, Addr target)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   SiteId site = blind_site(regs, addr);
   if (site == 0)
      return;
   if (target == 0) {
      ML_(activations_end_visits)(site);
      return;
   }
   ML_(code_count_dynamic)(site, target, False, ML_(live)->bytes);
   const Site* s = ML_(code_site)(site);
   regs->top->site =
      ML_(code_other_site)(addr, s->place, s->jumped_back || target < addr);
}

void ML_(stack_blind_call)(void* guest, Addr addr, Addr return_to)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   PlaceId place = ML_(activation_place)(regs->top);
   Bool is_stale;
   if (place != 0)
      regs->top->site =
         ML_(code_call_site)(addr, place, return_to, True, &is_stale);
}

void ML_(stack_blind_return)(void* guest, Addr return_to)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   if (regs->top->site == 0)
      return;
   const Site* s = ML_(code_site)(regs->top->site);
   if (s->return_to != return_to || s->returns == NULL)
      return;
   s->returns->count++;
   if (ML_(live)->bytes > s->returns->max_h)
      s->returns->max_h = ML_(live)->bytes;
   regs->top->site = ML_(code_other_site)(return_to, s->place, False);
}
