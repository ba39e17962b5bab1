/* Stacks of activations: one for each stack of the program that control has
   been on, a thread's own or a coroutine's.  The primitives; what makes use of
   them is in stack (for translated code) and threads.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_ACTIVATIONS_H
#define MEMLINE_TOOL_ACTIVATIONS_H

#include "stack/stack.h"

typedef struct ActivationStack {
   struct ActivationStack* next; /* of all */
   ULong number;                 /* the newer, the larger */
   ThreadId tid;                 /* that is or was on it last */
   Bool is_own;                  /* a thread's own; else of a coroutine */
   /* While control is elsewhere: its top, and the stack pointer it left with;
      else left_at is 0. */
   Activation* top;
   Addr left_at;
   /* Then: its place in left_stacks, which owns this and left_at. */
   struct {
      struct ActivationStack *before, *after;
      Addr reach; /* the highest of all below it */
   } left;
   Addr highest; /* the highest stack pointer seen; not of a thread's own */

   /* [0], the base, stands for the code below all functions with lines.  There
      is one slot more than capacity: translated code writes, then checks. */
   Activation* activations;
   UInt capacity;
   /* Outgrown copies, kept because signal frames hold pointers into them. */
   struct RetiredActivations* retired;

   /* The largest H while its thread was not running; 0: nothing happened. */
   UWord away_peak;
   /* Where the thread's registers are, once translated code has told; until
      then the core copies them to and fro. */
   StackRegs* live_regs;
} ActivationStack;

/* The first of all stacks, and the one that thread TID is on (or NULL). */
ActivationStack* ML_(activations_all)(void);
ActivationStack* ML_(activations_current)(ThreadId tid);
void ML_(activations_set_current)(ThreadId tid, ActivationStack* s);

/* A new stack with nothing but its base; and the end of one. */
ActivationStack* ML_(activations_new)(ThreadId tid, Bool is_own);
void ML_(activations_free)(ActivationStack* s);

UInt ML_(activations_index)(const ActivationStack* s, const Activation* a);
Bool ML_(activations_is_base)(const ActivationStack* s, const Activation* a);
/* The place on which A stands, or 0. */
PlaceId ML_(activation_place)(const Activation* a);
/* Sets what REGS says of S, but for its top. */
void ML_(activations_set_limits)(const ActivationStack* s, StackRegs* regs);
/* A, which may point into an outgrown copy, in S as it is now. */
Activation* ML_(activations_translate)(const ActivationStack* s, Activation* a);

/* The context of where control is: the path of S up to TOP, and the place on
   which that stands.  Amortised O(1) per activation. */
ContextId ML_(activations_context)(const ActivationStack* s, Activation* top);

void ML_(activations_push)(ActivationStack* s, StackRegs* regs, Addr sp,
                           FnId fn);
/* Pops the top.  If it does not return, what it stands on ends now. */
void ML_(activations_pop)(ActivationStack* s, StackRegs* regs, Bool returns);
/* Pops all. */
void ML_(activations_end)(ActivationStack* s, StackRegs* regs);

/* The visits of SITE's place end, outside its own code. */
void ML_(activations_end_visits)(SiteId site);
/* The activation A goes without returning. */
void ML_(activation_abandon)(const Activation* a);

/* Whether two stack pointers are on one stack, as far as the mapping tells. */
Bool ML_(activations_on_same_stack)(Addr a, Addr b);
/* The base has no entry whose stack pointer is known: lets the next call from
   about SP take the fast path. */
void ML_(activations_rebase)(ActivationStack* s, Addr sp);

#endif
