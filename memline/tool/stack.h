/* Shadow stacks: which activations each thread is in, and what happened
   inside them.

   Translated code pushes an activation at a function's entry, notes in it the
   site at which it leaves its own code, and pops it at the return, all
   inline; the functions here are called where the stack pointer disagrees
   (longjmp, exception, tail call) and where there were events inside.

   Only activations with events inside have a frame (see frames), made by the
   first event.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_STACK_H
#define MEMLINE_TOOL_STACK_H

#include "blocks.h" /* H, which translated code reads */
#include "code.h"
#include "frames.h"

/* One activation of a function with lines; translated code writes it. */
typedef struct {
   Addr sp;     /* the stack pointer at its entry */
   UInt fn;     /* FnId */
   SiteId site; /* where it left its code last, or 0 */
} Activation;

/* What translated code knows of the running thread's stack.  It lives in the
   first shadow copy of the guest state, so that it is one load away and
   follows the thread. */
typedef struct {
   Activation* top;
   Activation* end;      /* the last slot there is */
   Activation* realised; /* the highest activation that has a frame */
   struct ThreadStack* stack;
} StackRegs;

/* The registers in a guest state; and how many activations there are above the
   code below all functions. */
StackRegs* ML_(stack_regs)(void* guest);
UInt ML_(stack_depth)(const StackRegs* regs);

/* Consecutive activations are at most this far apart on one stack; what is
   farther takes the slow path, which looks closer. */
#define STACK_MAX_FRAME ((UWord)1 << 20)

/* Called from translated code, with the guest state.  SP is the stack pointer
   at the first instruction of FN, whose activation cannot simply be pushed. */
void ML_(stack_enter)(void* guest, Addr sp, UWord fn);
/* A return, after which the stack pointer is SP, cannot simply pop. */
void ML_(stack_leave)(void* guest, Addr sp);
/* The stack pointer was set to SP in an unusual way, and control goes on at
   TARGET: longjmp, unwinding, another stack. */
void ML_(stack_moved)(void* guest, Addr sp, Addr target);
/* The stack pointer was set to anything, from OLD_SP, and control jumps to TARGET:
   perhaps on another stack.  SITE is where it does so, or 0 for code without
   lines; IS_JUMP: it is no return. */
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

/* A thread begins or ends.  Ending a thread ends its activations' visits. */
void ML_(stack_begin_thread)(ThreadId tid);
void ML_(stack_end_thread)(ThreadId tid);
UInt ML_(stack_n_threads)(void);
/* The stack that thread TID is on; NULL if there is no such thread. */
const struct ThreadStack* ML_(stack_of)(ThreadId tid);
/* The same for all threads that are left: the process ends. */
void ML_(stack_end_all)(void);

/* Before a signal handler runs, and after it returned.  IS_FAULT: the signal is
   one that instructions cause. */
void ML_(stack_signal)(ThreadId tid, Bool is_fault);
void ML_(stack_signal_done)(ThreadId tid, Bool is_fault);
/* A signal ends the process while thread TID runs. */
void ML_(stack_fatal_signal)(ThreadId tid);

/* Thread TID is about to run, or has stopped: live bytes may have changed
   while it was not running. */
void ML_(stack_resume)(ThreadId tid);

/* Charges FLOW of one event to where thread TID is, and returns the context of
   that; makes frames as needed.  PEAK_H is the larger of the live bytes before
   and after the event. */
ContextId ML_(stack_charge)(ThreadId tid, const Flow* flow, UWord peak_h);
/* The place to name in a message about thread TID, or 0. */
PlaceId ML_(stack_place)(ThreadId tid);

/* Writes the places on which the activations of thread TID stand, innermost
   first, to PLACES, and returns their number, at most MAX. */
UInt ML_(stack_walk)(ThreadId tid, PlaceId places[], UInt max);

/* A forked child begins: only thread TID is left, with no flows. */
void ML_(stack_reset)(ThreadId tid);

#endif
