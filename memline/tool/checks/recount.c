/* The naive count of visits.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "checks/recount.h"

#include "base/array.h"
#include "base/printable.h"
#include "stack/activations.h"

/* How many differences are shown. */
#define MAX_SHOWN 10

/* What an activation is on. */
typedef struct {
   PlaceId place;    /* 0: it executed nothing yet */
   Addr addr;        /* of the last instruction */
   Addr after;       /* and what follows that */
   RecountKind kind; /* of the last instruction */
   /* Since the last instruction with a line: code without one belongs to the
      place before, and a jump back into it shows where it leads on to. */
   Bool jumped_back;
   UWord h; /* at the last instruction */
} Standing;

typedef struct {
   const struct ActivationStack* stack;
   Standing* standing; /* by depth in the shadow stack */
   UInt cap_standing;
   UInt depth; /* how many are in use */
} Thread;

/* The naive figures of a place. */
typedef struct {
   ULong occurrences;
   UWord mem_usage;
} Recount;

static struct {
   Thread* threads;
   UInt n_threads, cap_threads;
   Recount* places;
   UInt cap_places;
   Bool is_new; /* the activation about to be pushed */
   Bool is_forked;
} state;

static Recount* recount_of(PlaceId p)
{
   UInt old = state.cap_places;
   state.places =
      ML_(array_reserve)("ml.recount.places", state.places, &state.cap_places,
                         ML_(n_places)(), sizeof(Recount));
   if (state.cap_places > old)
      VG_(memset)(&state.places[old], 0,
                  (state.cap_places - old) * sizeof(Recount));
   return &state.places[p];
}

/* The visits of S's place, from level FROM on, end at H. */
static void end_levels(const Standing* s, UInt from, UWord h)
{
   PlaceId chain[PLACE_MAX_DEPTH];
   UInt n = ML_(place_chain)(s->place, chain);
   for (UInt i = from; i < n; i++) {
      Recount* r = recount_of(chain[i]);
      if (h > r->mem_usage)
         r->mem_usage = h;
   }
}

/* H when S ended: what was called last may have allocated, and not come back.
 */
static UWord h_at_end(const Standing* s)
{
   return s->kind == RECOUNT_CALL ? ML_(live)->bytes : s->h;
}

static Thread* thread_of(const struct ActivationStack* stack)
{
   for (UInt i = 0; i < state.n_threads; i++)
      if (state.threads[i].stack == stack)
         return &state.threads[i];
   state.threads = ML_(array_reserve)("ml.recount.threads", state.threads,
                                      &state.cap_threads, state.n_threads + 1,
                                      sizeof *state.threads);
   Thread* t = &state.threads[state.n_threads++];
   VG_(memset)(t, 0, sizeof *t);
   t->stack = stack;
   return t;
}

/* Ends what was above depth N, and makes room up to there. */
static void set_depth(Thread* t, UInt n)
{
   while (t->depth > n) {
      const Standing* s = &t->standing[--t->depth];
      if (s->place != 0)
         end_levels(s, 0, h_at_end(s));
   }
   t->standing = ML_(array_reserve)("ml.recount.standing", t->standing,
                                    &t->cap_standing, n, sizeof *t->standing);
   while (t->depth < n)
      VG_(memset)(&t->standing[t->depth++], 0, sizeof *t->standing);
}

static Standing* innermost(const StackRegs* regs)
{
   Thread* t = thread_of(regs->stack);
   UInt n = ML_(stack_depth)(regs) + 1;
   set_depth(t, n);
   return &t->standing[n - 1];
}

void ML_(recount_before_push)(void* guest, Addr sp, UWord fn)
{
   const StackRegs* regs = ML_(stack_regs)(guest);
   state.is_new = !(regs->top->sp == sp && regs->top->fn == fn);
}

void ML_(recount_after_push)(void* guest)
{
   if (!state.is_new)
      return;
   Standing* s = innermost(ML_(stack_regs)(guest));
   /* It is in the place of another: by a tail call, or since that was unwound.
    */
   if (s->place != 0)
      end_levels(s, 0, h_at_end(s));
   VG_(memset)(s, 0, sizeof *s);
}

/* By the definition of a visit, level by level from the outermost. */
static void move(Standing* s, PlaceId place)
{
   PlaceId from[PLACE_MAX_DEPTH], to[PLACE_MAX_DEPTH];
   UInt n_from = ML_(place_chain)(s->place, from);
   UInt n_to = ML_(place_chain)(place, to);
   UInt level = 0;
   /* Places are interned: the same one means the same chain up to there. */
   while (level < n_from && level < n_to && from[level] == to[level])
      level++;
   Bool inside = level < n_from && level < n_to &&
                 ML_(place)(from[level])->fn == ML_(place)(to[level])->fn;
   if (s->jumped_back && !inside && level > 0)
      level--;
   end_levels(s, level, ML_(live)->bytes);
   for (; level < n_to; level++)
      recount_of(to[level])->occurrences++;
}

void ML_(recount_step)(void* guest, Addr addr, UWord after, UWord place,
                       UWord kind)
{
   Standing* s = innermost(ML_(stack_regs)(guest));
   Bool jumped_back =
      s->kind == RECOUNT_PLAIN && addr != s->after && addr < s->addr;
   s->jumped_back |= jumped_back;
   if (place != 0) {
      if (!(s->place == place && addr == s->addr && s->kind == RECOUNT_PLAIN))
         move(s, place);
      s->place = place;
      s->jumped_back = False;
   }
   s->addr = addr;
   s->after = after;
   s->kind = kind;
   s->h = ML_(live)->bytes;
}

static void end_thread(Thread* t)
{
   for (UInt d = 0; d < t->depth; d++)
      if (t->standing[d].kind != RECOUNT_RETURN)
         t->standing[d].kind = RECOUNT_CALL;
   set_depth(t, 0);
}

void ML_(recount_end_thread)(ThreadId tid)
{
   const ActivationStack* stack = ML_(activations_current)(tid);
   for (UInt i = 0; i < state.n_threads; i++)
      if (state.threads[i].stack == stack) {
         end_thread(&state.threads[i]);
         /* Another may begin at the same address. */
         state.threads[i].stack = NULL;
      }
}

void ML_(recount_end)(void)
{
   for (UInt i = 0; i < state.n_threads; i++)
      end_thread(&state.threads[i]);
}

void ML_(recount_forked)(void) { state.is_forked = True; }

void ML_(recount_compare)(void)
{
   if (state.is_forked) {
      VG_(umsg)("check-lines: a forked process is not checked\n");
      return;
   }
   UInt different = 0;
   for (PlaceId p = 1; p < ML_(n_places)(); p++) {
      const Place* place = ML_(place)(p);
      const Recount* r = recount_of(p);
      if (place->figures.of[FIGURE_OCCURRENCES] == r->occurrences &&
          (r->occurrences == 0 ||
           place->figures.of[FIGURE_MEM_USAGE] == r->mem_usage))
         continue;
      if (++different <= MAX_SHOWN)
         VG_(umsg)("check-lines: %s:%u (%s): %llu visits, %llu B; "
                   "recounted %llu, %lu B\n",
                   ML_(printable)(ML_(file_path)(place->file)), place->line,
                   ML_(printable)(ML_(function)(place->fn)->name),
                   place->figures.of[FIGURE_OCCURRENCES],
                   place->figures.of[FIGURE_MEM_USAGE], r->occurrences,
                   r->mem_usage);
   }
   VG_(umsg)("check-lines: %u of %u places differ\n", different,
             ML_(n_places)() - 1);
}
