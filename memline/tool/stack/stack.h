/* Shadow stacks: which activations each thread is in, and what happened
   inside them.

   Translated code pushes an activation at a function's entry, notes in it the
   site at which it leaves its own code, and pops it at the return, all
   inline; the functions here are called where the stack pointer disagrees:
   longjmp, exceptions, tail calls, other stacks.

   An event asks the activations for their context, and they remember it: an
   activation that no event asks costs nothing.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_STACK_H
#define MEMLINE_TOOL_STACK_H

#include "code/code.h"
#include "heap/blocks.h" /* H, which translated code reads */
#include "heap/contexts.h"

/* One activation of a function with lines; translated code writes it. */
typedef struct {
   Addr sp;           /* the stack pointer at its entry */
   UInt fn;           /* FnId */
   ContextId context; /* of its callers' path; 0: nobody has asked yet */
   UWord site;        /* SiteId: where it left its code last, or 0 */
} Activation;

/* What translated code knows of the running thread's stack.  It lives in the
   first shadow copy of the guest state, so that it is one load away and
   follows the thread. */
typedef struct {
   Activation* top;
   Addr limit; /* one byte below the last slot there is */
   struct ActivationStack* stack;
   Live* live; /* where all that translated code counts with is */
   Addr fault; /* in a signal handler: the instruction that caused it; or 0 */
} StackRegs;

/* The registers in a guest state; and how many activations there are above the
   code below all functions. */
StackRegs* ML_(stack_regs)(void* guest);
UInt ML_(stack_depth)(const StackRegs* regs);

/* Consecutive activations are at most this far apart on one stack; what is
   farther takes the slow path, which looks closer. */
#define STACK_MAX_FRAME_BITS 20
#define STACK_MAX_FRAME ((UWord)1 << STACK_MAX_FRAME_BITS)

/* Called from translated code, with the guest state.  SP is the stack pointer
   at the first instruction of FN. */
void ML_(stack_enter)(void* guest, Addr sp, UWord fn);
/* An activation was pushed that cannot simply be. */
void ML_(stack_pushed)(void* guest);
/* A return to TARGET, after which the stack pointer is SP, cannot simply pop;
   nor can a jump out of the activation, where TARGET is 0. */
void ML_(stack_leave)(void* guest, Addr sp, Addr target);
/* The same, but the top was popped already. */
void ML_(stack_popped)(void* guest, Addr sp, Addr target);
/* A return to TARGET, after which the stack pointer is SP, from SITE in a
   function that calls its own middle. */
void ML_(stack_local_return)(void* guest, Addr sp, Addr target, UWord site);
/* The stack pointer was set to SP in an unusual way, and control goes on at
   TARGET: longjmp, unwinding, another stack. */
void ML_(stack_moved)(void* guest, Addr sp, Addr target);
/* The stack pointer was set to anything, from OLD_SP, and control jumps to
   TARGET: perhaps on another stack.  SITE is where it does so, or 0 for code
   without lines; IS_JUMP: it is no return. */
void ML_(stack_switched)(void* guest, Addr old_sp, Addr target, UWord site,
                         UWord is_jump);
/* A jump through a register from SITE to TARGET; SITE 0: from code without a
   line of its own, at ADDR. */
void ML_(stack_jump)(void* guest, Addr target, UWord site, Addr addr);

/* Code without a line of its own is left, by the instruction at ADDR, to TARGET
   in the same function; or to 0, because the activation ends. */
void ML_(stack_passes)(void* guest, Addr addr, Addr target);
/* It is left by a call, which returns to RETURN_TO; and that it did. */
void ML_(stack_blind_call)(void* guest, Addr addr, Addr return_to);
void ML_(stack_blind_return)(void* guest, Addr return_to);

#endif
