/* Stacks of activations.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack/activations.h"

#include "stack/left_stacks.h"

/* Room for activations at first, on a thread's own stack and on others. */
#define THREAD_CAPACITY 2048
#define OTHER_CAPACITY 256

struct RetiredActivations {
   struct RetiredActivations* next;
   Activation* activations;
   UInt capacity;
};

static struct {
   ActivationStack* all;
   ULong n_made;
   ActivationStack** current; /* by ThreadId; NULL: there is no such thread */
} state;

ActivationStack* ML_(activations_all)(void) { return state.all; }

ActivationStack* ML_(activations_current)(ThreadId tid)
{
   return state.current ? state.current[tid] : NULL;
}

void ML_(activations_set_current)(ThreadId tid, ActivationStack* s)
{
   if (state.current == NULL)
      state.current = VG_(calloc)("ml.activations.current", VG_N_THREADS,
                                  sizeof *state.current);
   state.current[tid] = s;
}

UInt ML_(activations_index)(const ActivationStack* s, const Activation* a)
{
   return (UInt)(a - s->activations);
}

void ML_(activations_set_limits)(const ActivationStack* s, StackRegs* regs)
{
   regs->limit = (Addr)(s->activations + s->capacity - 1) - 1;
}

PlaceId ML_(activation_place)(const Activation* a)
{
   return a->site ? ML_(code_site)(a->site)->place : 0;
}

/* The context of code at A, whose own context is known. */
static ContextId context_at(const Activation* a)
{
   return a->site ? ML_(contexts_child)(a->context, ML_(activation_place)(a))
                  : a->context;
}

ContextId ML_(activations_context)(const ActivationStack* s, Activation* top)
{
   Activation* a = top;
   while (a->context == 0 && !ML_(activations_is_base)(s, a))
      a--;
   for (; a != top; a++)
      a[1].context = context_at(a);
   ContextId context = context_at(top);
   /* Below all code with lines: not the root itself, which has no flow. */
   return context ? context : ML_(contexts_child)(0, 0);
}

Bool ML_(activations_is_base)(const ActivationStack* s, const Activation* a)
{
   return a == s->activations;
}

/* Notes that the visits of SITE's place end, outside its own code. */
void ML_(activations_end_visits)(SiteId id)
{
   Site* s = ML_(code_site)(id);
   s->ended++;
   if (ML_(live)->bytes > s->ended_max_h)
      s->ended_max_h = ML_(live)->bytes;
}

/* The activation A goes without returning: what it stood on ends now. */
void ML_(activation_abandon)(const Activation* a)
{
   if (a->site == 0)
      return;
   if (ML_(code_site)(a->site)->return_to != 0)
      ML_(code_site)(a->site)->abandoned++;
   ML_(activations_end_visits)(a->site);
}

void ML_(activations_pop)(ActivationStack* s, StackRegs* regs, Bool returns)
{
   tl_assert(!ML_(activations_is_base)(s, regs->top));
   if (!returns)
      ML_(activation_abandon)(regs->top);
   regs->top--;
}

static void grow(ActivationStack* s, StackRegs* regs)
{
   struct RetiredActivations* r =
      VG_(malloc)("ml.activations.retired", sizeof *r);
   *r = (struct RetiredActivations){s->retired, s->activations, s->capacity};
   s->retired = r;
   UInt top = ML_(activations_index)(s, regs->top);
   s->capacity *= 2;
   s->activations = VG_(calloc)("ml.activations.activations", s->capacity + 1,
                                sizeof(Activation));
   VG_(memcpy)(s->activations, r->activations,
               (r->capacity + 1) * sizeof(Activation));
   regs->top = &s->activations[top];
   ML_(activations_set_limits)(s, regs);
}

void ML_(activations_push)(ActivationStack* s, StackRegs* regs, Addr sp,
                           FnId fn)
{
   if ((Addr)regs->top > regs->limit)
      grow(s, regs);
   Activation* a = ++regs->top;
   a->sp = sp;
   a->fn = fn;
   a->site = 0;
   a->context = 0;
}

/* Whether two stack pointers are on one stack, as far as the mapping tells. */
Bool ML_(activations_on_same_stack)(Addr a, Addr b)
{
   if (a - b < STACK_MAX_FRAME || b - a < STACK_MAX_FRAME)
      return True;
   return VG_(am_find_nsegment)(a) == VG_(am_find_nsegment)(b);
}

/* The code below all activations has no entry whose stack pointer is known:
   let the next call from about SP take the fast path.  Odd, so that no return
   takes it for its own. */
void ML_(activations_rebase)(ActivationStack* s, Addr sp)
{
   s->activations[0].sp = (sp + STACK_MAX_FRAME / 2) | 1;
}

ActivationStack* ML_(activations_new)(ThreadId tid, Bool is_own)
{
   ActivationStack* s = VG_(calloc)("ml.activations.stack", 1, sizeof *s);
   s->number = ++state.n_made;
   s->tid = tid;
   s->is_own = is_own;
   s->capacity = is_own ? THREAD_CAPACITY : OTHER_CAPACITY;
   s->activations = VG_(calloc)("ml.activations.activations", s->capacity + 1,
                                sizeof(Activation));
   s->top = s->activations;
   s->next = state.all;
   state.all = s;
   return s;
}

void ML_(activations_free)(ActivationStack* s)
{
   ML_(left_stacks_remove)(s);
   ActivationStack** link = &state.all;
   while (*link != s)
      link = &(*link)->next;
   *link = s->next;
   while (s->retired) {
      struct RetiredActivations* r = s->retired;
      s->retired = r->next;
      VG_(free)(r->activations);
      VG_(free)(r);
   }
   VG_(free)(s->activations);
   VG_(free)(s);
}

void ML_(activations_end)(ActivationStack* s, StackRegs* regs)
{
   while (!ML_(activations_is_base)(s, regs->top))
      ML_(activations_pop)(s, regs, False);
   /* Code that nobody called, such as where a thread begins, stands here. */
   ML_(activation_abandon)(regs->top);
   regs->top->site = 0;
}

Activation* ML_(activations_translate)(const ActivationStack* s, Activation* a)
{
   for (const struct RetiredActivations* r = s->retired; r; r = r->next)
      if (a >= r->activations && a <= r->activations + r->capacity)
         return &s->activations[a - r->activations];
   return a;
}
