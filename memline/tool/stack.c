/* Shadow stacks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "stack.h"

#include "arch.h"

/* Room for activations at first, on a thread's own stack and on others. */
#define THREAD_CAPACITY 65536
#define OTHER_CAPACITY 256

/* A stack that was left is come back to at about the stack pointer it had, give
   or take what the switch itself pushes. */
#define SWITCH_SLACK 128

typedef struct Retired {
   struct Retired* next;
   Activation* activations;
   UInt capacity;
} Retired;

typedef struct ThreadStack {
   struct ThreadStack* next; /* of all stacks */
   ThreadId tid;             /* that is or was on it last */
   Bool is_own;              /* a thread's own; else of a coroutine */
   /* While control is elsewhere: its top, and the stack pointer it left with;
      else left_at is 0. */
   Activation* top;
   Addr left_at;
   Addr highest; /* the highest stack pointer seen; not of a thread's own */

   /* [0] stands for the code below all functions with lines.  There is one
      slot more than capacity, for translated code writes before it checks. */
   Activation* activations;
   UInt capacity;
   /* Outgrown copies, kept because signal frames hold pointers into them. */
   Retired* retired;

   Frames frames; /* of the lowest activations: frame i is activation i's */

   /* The largest H while this thread was not running; 0: nothing happened. */
   UWord away_peak;
   /* Where the thread's registers are, once translated code has told; until
      then the core copies them to and fro. */
   StackRegs* live_regs;
} ThreadStack;

static struct {
   ThreadStack* all;
   ThreadStack** threads; /* by ThreadId: the one it is on; NULL: no thread */
   ThreadId running;
   /* The largest H at an event since the running thread was resumed. */
   UWord slice_peak;
} state;

StackRegs* ML_(stack_regs)(void* guest)
{
   return (StackRegs*)((UChar*)guest + sizeof(VexGuestArchState));
}

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

static UInt index_of(const ThreadStack* s, const Activation* a)
{
   return (UInt)(a - s->activations);
}

UInt ML_(stack_depth)(const StackRegs* regs)
{
   return index_of(regs->stack, regs->top);
}

static void set_limits(const ThreadStack* s, StackRegs* regs)
{
   regs->end = s->activations + s->capacity - 1;
   regs->realised = s->activations + s->frames.n - 1;
}

static PlaceId place_of(const Activation* a)
{
   return a->site ? ML_(code_site)(a->site)->place : 0;
}

/* Makes frames for all activations up to the top. */
static void realise(ThreadStack* s, StackRegs* regs)
{
   UInt n = index_of(s, regs->top) + 1;
   if (s->frames.n == n)
      return;
   while (s->frames.n < n)
      ML_(frames_push)(&s->frames,
                       place_of(&s->activations[s->frames.n - 1]));
   set_limits(s, regs);
}

static Bool is_base(const ThreadStack* s, const Activation* a)
{
   return a == s->activations;
}

/* Notes that the visits of SITE's place end, outside its own code. */
static void end_visits(SiteId id)
{
   Site* s = ML_(code_site)(id);
   s->ended++;
   if (ML_(live_bytes) > s->ended_max_h)
      s->ended_max_h = ML_(live_bytes);
}

/* The activation A goes without returning: what it stood on ends now. */
static void abandon(const Activation* a)
{
   if (a->site == 0)
      return;
   if (ML_(code_site)(a->site)->return_to != 0)
      ML_(code_site)(a->site)->abandoned++;
   end_visits(a->site);
}

static void pop(ThreadStack* s, StackRegs* regs, Bool returns)
{
   tl_assert(!is_base(s, regs->top));
   if (!returns)
      abandon(regs->top);
   if (index_of(s, regs->top) + 1 == s->frames.n) {
      ML_(frames_pop)(&s->frames);
      set_limits(s, regs);
   }
   regs->top--;
}

static void grow(ThreadStack* s, StackRegs* regs)
{
   Retired* r = VG_(malloc)("ml.stack.retired", sizeof *r);
   *r = (Retired){s->retired, s->activations, s->capacity};
   s->retired = r;
   UInt top = index_of(s, regs->top);
   s->capacity *= 2;
   s->activations = VG_(malloc)("ml.stack.activations",
                                (s->capacity + 1) * sizeof(Activation));
   VG_(memcpy)(s->activations, r->activations,
               (r->capacity + 1) * sizeof(Activation));
   regs->top = &s->activations[top];
   set_limits(s, regs);
}

static void push(ThreadStack* s, StackRegs* regs, Addr sp, FnId fn)
{
   if (regs->top == regs->end)
      grow(s, regs);
   *++regs->top = (Activation){sp, fn, 0};
}

/* Whether two stack pointers are on one stack, as far as the mapping tells. */
static Bool on_same_stack(Addr a, Addr b)
{
   if (a - b < STACK_MAX_FRAME || b - a < STACK_MAX_FRAME)
      return True;
   return VG_(am_find_nsegment)(a) == VG_(am_find_nsegment)(b);
}

/* The code below all activations has no entry whose stack pointer is known:
   let the next call from about SP take the fast path. */
static void rebase(ThreadStack* s, Addr sp)
{
   s->activations[0].sp = sp + STACK_MAX_FRAME / 2;
}

void ML_(stack_enter)(void* guest, Addr sp, UWord fn)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   ThreadStack* s = regs->stack;
   s->live_regs = regs;
   /* A jump to the function's own first instruction: a loop. */
   if (regs->top->sp == sp && regs->top->fn == fn)
      return;
   while (!is_base(s, regs->top) && regs->top->sp <= sp &&
          on_same_stack(regs->top->sp, sp))
      pop(s, regs, regs->top->sp == sp);
   if (is_base(s, regs->top))
      rebase(s, sp);
   push(s, regs, sp, fn);
}

void ML_(stack_leave)(void* guest, Addr sp)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   ThreadStack* s = regs->stack;
   while (!is_base(s, regs->top) && regs->top->sp < sp &&
          on_same_stack(regs->top->sp, sp)) {
      const Activation* below = regs->top - 1;
      Bool is_last = is_base(s, below) || below->sp >= sp ||
                     !on_same_stack(below->sp, sp);
      pop(s, regs, is_last);
   }
}

/* Finds the lowest activation that ends when the stack pointer rises to SP on
   its stack; NULL if none does.  Those of a signal handler on a stack of its own
   end with what it interrupted. */
static Activation* lowest_ended(const ThreadStack* s, Activation* top,
                                Addr sp)
{
   Activation* lowest = NULL;
   for (Activation* a = top; !is_base(s, a); a--) {
      if (!on_same_stack(a->sp, sp))
         continue;
      if (a->sp >= sp)
         return a == top ? NULL : a + 1;
      lowest = a;
   }
   return lowest;
}

/* Ends the activations that are above SP on its stack.  Then control goes on at
   TARGET; where that is in the activation it lands in, a visit may go on: the
   call that led here did not return, but control is back all the same. */
static void land(StackRegs* regs, Addr sp, Addr target)
{
   ThreadStack* s = regs->stack;
   Activation* lowest = lowest_ended(s, regs->top, sp);
   while (lowest != NULL && regs->top >= lowest)
      pop(s, regs, False);

   Activation* landed = regs->top;
   PlaceId there = ML_(places_near)(target);
   if (landed->site == 0 || there == 0 ||
       ML_(place_function)(there) != landed->fn ||
       ML_(code_site)(landed->site)->return_to == target)
      return;
   if (ML_(code_site)(landed->site)->return_to != 0)
      ML_(code_site)(landed->site)->abandoned++;
   ML_(code_count_dynamic)(landed->site, target, True, ML_(live_bytes));
   landed->site = ML_(code_other_site)(target, place_of(landed), False);
}

void ML_(stack_moved)(void* guest, Addr sp, Addr target)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   Activation* top = regs->top;
   if (is_base(regs->stack, top))
      rebase(regs->stack, sp);
   else if (lowest_ended(regs->stack, top, sp) != NULL)
      land(regs, sp, target);
   else if (top->site && ML_(code_site)(top->site)->return_to != target &&
            sp <= top->sp && top->sp - sp < STACK_MAX_FRAME)
      land(regs, sp, target);
}

/* Other stacks: coroutines, and whatever else sets the stack pointer to
   somewhere else and goes on there. */

static ThreadStack* new_stack(ThreadId tid, Bool is_own)
{
   ThreadStack* s = VG_(calloc)("ml.stack.stack", 1, sizeof *s);
   s->tid = tid;
   s->is_own = is_own;
   s->capacity = is_own ? THREAD_CAPACITY : OTHER_CAPACITY;
   s->activations = VG_(malloc)("ml.stack.activations",
                                (s->capacity + 1) * sizeof(Activation));
   s->activations[0] = (Activation){0, 0, 0};
   s->top = s->activations;
   ML_(frames_init)(&s->frames);
   s->next = state.all;
   state.all = s;
   return s;
}

/* Whether SP, to which the stack pointer goes from OLD_SP, is on stack S. */
static Bool is_on(const ThreadStack* s, Addr old_sp, Addr sp)
{
   if (!s->is_own)
      return old_sp <= sp && sp <= s->highest;
   Addr max = VG_(thread_get_stack_max)(s->tid);
   SizeT size = VG_(thread_get_stack_size)(s->tid);
   if (sp <= max && max - sp <= size)
      return True;
   /* A signal handler may run on a stack of its own, which it stays on. */
   Bool was_on = old_sp <= max && max - old_sp <= size;
   return !was_on && on_same_stack(old_sp, sp);
}

/* The stack that was left with about this stack pointer, or NULL. */
static ThreadStack* left_at(Addr sp)
{
   for (ThreadStack* s = state.all; s; s = s->next)
      if (s->left_at != 0 && sp + SWITCH_SLACK >= s->left_at &&
          sp <= s->left_at + SWITCH_SLACK)
         return s;
   return NULL;
}

static void end_activations(ThreadStack* s, StackRegs* regs)
{
   while (!is_base(s, regs->top))
      pop(s, regs, False);
   /* Code that nobody called, such as where a thread begins, stands here. */
   abandon(regs->top);
   regs->top->site = 0;
}

/* The stack for one that begins at SP: one that has ended, if it was there. */
static ThreadStack* stack_beginning_at(ThreadId tid, Addr sp)
{
   ThreadStack* s = state.all;
   while (s && (s->is_own || s->left_at == 0 || sp < s->left_at ||
                sp > s->highest + SWITCH_SLACK))
      s = s->next;
   if (s == NULL)
      s = new_stack(tid, False);
   StackRegs regs = {s->top, NULL, NULL, s};
   end_activations(s, &regs);
   s->top = regs.top;
   s->highest = sp + SWITCH_SLACK;
   rebase(s, sp);
   return s;
}

static void switch_to(StackRegs* regs, ThreadStack* to, Addr old_sp)
{
   ThreadStack* from = regs->stack;
   from->top = regs->top;
   from->left_at = old_sp;
   to->tid = from->tid;
   to->left_at = 0;
   to->live_regs = regs;
   regs->stack = to;
   regs->top = to->top;
   set_limits(to, regs);
   state.threads[to->tid] = to;
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
   ThreadStack* to = left_at(sp);
   if (to == NULL && !is_on(regs->stack, old_sp, sp))
      to = stack_beginning_at(regs->stack->tid, sp);
   if (to != NULL) {
      /* The function that switches does not come back to its own code: another
         of its activations will return in its stead. */
      if (site != 0 && regs->top->fn == place_fn(site))
         pop(regs->stack, regs, True);
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
   Addr sp = *(Addr*)((UChar*)guest + ARCH_SP_OFFSET);
   StackRegs* regs = ML_(stack_regs)(guest);
   if (regs->top->sp < sp && !is_base(regs->stack, regs->top)) {
      /* Out of its own activation, to that of a caller, as longjmp ends; or to
         another function, as dynamic linkers do. */
      if (site != 0)
         end_visits(site);
      pop(regs->stack, regs, True);
      land(regs, sp, target);
      return;
   }
   if (site == 0)
      site = blind_site(ML_(stack_regs)(guest), addr);
   if (site != 0 &&
       ML_(code_count_dynamic)(site, target, False, ML_(live_bytes)))
      return;
   if (site != 0)
      end_visits(site);
   ML_(stack_leave)(guest, sp + 1);
   PlaceId to = ML_(places_near)(target);
   if (to != 0 && !ML_(places_is_entry)(target)) {
      FnId fn = ML_(place_function)(to);
      ML_(function)(fn)->calls++;
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
      end_visits(site);
      return;
   }
   ML_(code_count_dynamic)(site, target, False, ML_(live_bytes));
   const Site* s = ML_(code_site)(site);
   regs->top->site =
      ML_(code_other_site)(addr, s->place, s->jumped_back || target < addr);
}

void ML_(stack_blind_call)(void* guest, Addr addr, Addr return_to)
{
   StackRegs* regs = ML_(stack_regs)(guest);
   PlaceId place = place_of(regs->top);
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
   if (ML_(live_bytes) > s->returns->max_h)
      s->returns->max_h = ML_(live_bytes);
   regs->top->site = ML_(code_other_site)(return_to, s->place, False);
}

/* Notes in the top activation where its thread TID stands, if that is in the
   activation's own code, about to execute the next superblock. */
static void note_standing(ThreadId tid, const StackRegs* regs)
{
   Activation* top = regs->top;
   Addr ip = VG_(get_IP)(tid);
   if (is_base(regs->stack, top))
      return;
   /* Returned, but not yet on another line. */
   if (top->site && ML_(code_site)(top->site)->return_to == ip)
      return;
   PlaceId here = ML_(places_near)(ip);
   if (here != 0 && ML_(place_function)(here) == top->fn)
      top->site = ML_(code_other_site)(ip, here, False);
}

/* Threads. */

void ML_(stack_begin_thread)(ThreadId tid)
{
   if (state.threads == NULL)
      state.threads = VG_(calloc)("ml.stack.threads", VG_N_THREADS,
                                  sizeof *state.threads);
   tl_assert(state.threads[tid] == NULL);
   ThreadStack* s = new_stack(tid, True);
   state.threads[tid] = s;
   StackRegs regs = {s->top, NULL, NULL, s};
   set_limits(s, &regs);
   set_regs(tid, &regs);
}

static void free_stack(ThreadStack* s)
{
   ThreadStack** link = &state.all;
   while (*link != s)
      link = &(*link)->next;
   *link = s->next;
   while (s->retired) {
      Retired* r = s->retired;
      s->retired = r->next;
      VG_(free)(r->activations);
      VG_(free)(r);
   }
   VG_(free)(s->activations);
   ML_(frames_free)(&s->frames);
   VG_(free)(s);
}

/* Ends the activations of a stack that control is not on. */
static void end_left_stack(ThreadStack* s)
{
   StackRegs regs = {s->top, NULL, NULL, s};
   end_activations(s, &regs);
   free_stack(s);
}

void ML_(stack_end_thread)(ThreadId tid)
{
   ThreadStack* s = state.threads ? state.threads[tid] : NULL;
   if (s == NULL)
      return;
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   end_activations(s, &regs);
   state.threads[tid] = NULL;
   free_stack(s);
   /* A thread may end on another stack than its own.  Those of coroutines stay:
      other threads may go on with them. */
   for (s = state.all; s; s = s->next)
      if (s->is_own && s->tid == tid) {
         end_left_stack(s);
         break;
      }
}

const struct ThreadStack* ML_(stack_of)(ThreadId tid)
{
   return state.threads ? state.threads[tid] : NULL;
}

UInt ML_(stack_n_threads)(void)
{
   UInt n = 0;
   for (ThreadId tid = 1; state.threads && tid < VG_N_THREADS; tid++)
      n += state.threads[tid] != NULL;
   return n;
}

void ML_(stack_end_all)(void)
{
   if (state.threads == NULL)
      return;
   for (ThreadId tid = 1; tid < VG_N_THREADS; tid++)
      ML_(stack_end_thread)(tid);
   while (state.all != NULL)
      end_left_stack(state.all);
}

void ML_(stack_signal)(ThreadId tid, Bool is_fault)
{
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   if (is_fault)
      ML_(code_fault)(VG_(get_IP)(tid));
}

void ML_(stack_fatal_signal)(ThreadId tid)
{
   ML_(code_fault)(VG_(get_IP)(tid));
}

void ML_(stack_signal_done)(ThreadId tid, Bool is_fault)
{
   /* The core has restored the registers of the moment of the signal; what
      the handler changed underneath has to be put back. */
   StackRegs regs = get_regs(tid);
   ThreadStack* s = regs.stack;
   for (const Retired* r = s->retired; r; r = r->next)
      if (regs.top >= r->activations &&
          regs.top <= r->activations + r->capacity)
         regs.top = &s->activations[regs.top - r->activations];
   while (s->frames.n > index_of(s, regs.top) + 1)
      ML_(frames_pop)(&s->frames);
   set_limits(s, &regs);
   set_regs(tid, &regs);
   state.threads[tid] = s;
   s->left_at = 0;
   /* After a fault the instruction is executed again, or what the handler has
      put in its place: nothing has counted the way there. */
   Addr ip = VG_(get_IP)(tid);
   if (!is_fault || regs.top->site == 0 ||
       ML_(code_site)(regs.top->site)->return_to != 0 ||
       ML_(places_near)(ip) == 0)
      return;
   ML_(code_resume)(ip);
   ML_(code_count_dynamic)(regs.top->site, ip, True, ML_(live_bytes));
}

void ML_(stack_resume)(ThreadId tid)
{
   if (tid == state.running)
      return;
   state.running = tid;
   if (state.slice_peak > 0) {
      for (ThreadId t = 1; t < VG_N_THREADS; t++)
         if (state.threads[t] && state.threads[t]->away_peak < state.slice_peak)
            state.threads[t]->away_peak = state.slice_peak;
      state.slice_peak = 0;
   }
   ThreadStack* s = state.threads ? state.threads[tid] : NULL;
   if (s == NULL || s->away_peak == 0)
      return;
   StackRegs regs = get_regs(tid);
   note_standing(tid, &regs);
   static const Flow nothing;
   ML_(stack_charge)(tid, &nothing, s->away_peak);
   s->away_peak = 0;
}

/* Events. */

ContextId ML_(stack_charge)(ThreadId tid, const Flow* flow, UWord peak_h)
{
   ThreadStack* s = state.threads[tid];
   StackRegs copy;
   StackRegs* regs = s->live_regs;
   if (regs == NULL) {
      copy = get_regs(tid);
      regs = &copy;
   }
   realise(s, regs);
   if (regs == &copy)
      set_regs(tid, regs);
   if (peak_h > state.slice_peak)
      state.slice_peak = peak_h;

   return ML_(frames_charge)(&s->frames, place_of(regs->top), flow, peak_h);
}

UInt ML_(stack_walk)(ThreadId tid, PlaceId places[], UInt max)
{
   const StackRegs regs = get_regs(tid);
   UInt n = 0;
   for (const Activation* a = regs.top; !is_base(regs.stack, a) && n < max;
        a--)
      if (place_of(a) != 0)
         places[n++] = place_of(a);
   return n;
}

PlaceId ML_(stack_place)(ThreadId tid)
{
   PlaceId place;
   return ML_(stack_walk)(tid, &place, 1) > 0 ? place : 0;
}

/* The activations and visits that are open on S begin anew.  Where a return
   stays on the line, its arrival counts as the beginning already. */
static void reopen(ThreadStack* s, const Activation* top)
{
   ML_(frames_reset)(&s->frames);
   s->away_peak = 0;
   for (const Activation* a = top; !is_base(s, a); a--) {
      PlaceId chain[PLACE_MAX_DEPTH];
      ML_(function)(a->fn)->calls++;
      if (a->site == 0 || ML_(code_site)(a->site)->returns == NULL)
         continue;
      UInt n = ML_(place_chain)(place_of(a), chain);
      for (UInt i = 0; i < n; i++) {
         ML_(place)(chain[i])->figures.visits++;
         if (i > 0)
            ML_(function)(ML_(place)(chain[i])->fn)->calls++;
      }
   }
}

void ML_(stack_reset)(ThreadId tid)
{
   for (ThreadId t = 1; t < VG_N_THREADS; t++)
      if (t != tid && state.threads[t]) {
         free_stack(state.threads[t]);
         state.threads[t] = NULL;
      }
   StackRegs regs = get_regs(tid);
   state.slice_peak = 0;
   state.running = tid;
   for (ThreadStack* s = state.all; s; s = s->next)
      reopen(s, s == regs.stack ? regs.top : s->top);
}
