/* From the IR of a superblock to its outline.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/outline.h"

#include "base/arch.h"
#include "base/array.h"
#include "code/extents.h"
#include "code/symbol.h"
#include "stack/threads.h"

static struct {
   Outline outline;
   OutlineMove* moves;
   UInt cap_moves;
   Exit* exits;
   UInt cap_exits;
   Bool* ends; /* by counter: see Outline */
   UInt cap_ends;
   PlaceId* places; /* by instruction: 0 where it has no line */
   UInt n_places, cap_places;

   /* While walking: */
   Addr instr;    /* the current one */
   PlaceId place; /* of the last instruction that had one */
   Int segment;
} state;

static void add_move(PlaceId from, PlaceId to)
{
   state.moves =
      ML_(array_reserve)("ml.outline.moves", state.moves, &state.cap_moves,
                         state.outline.n_moves + 1, sizeof *state.moves);
   state.moves[state.outline.n_moves++] =
      (OutlineMove){from, to, state.instr, state.segment};
}

static Exit* add_exit(void)
{
   state.exits =
      ML_(array_reserve)("ml.outline.exits", state.exits, &state.cap_exits,
                         state.outline.n_exits + 1, sizeof *state.exits);
   Exit* e = &state.exits[state.outline.n_exits++];
   VG_(memset)(e, 0, sizeof *e);
   e->place = state.place;
   e->addr = state.instr;
   e->segment = state.segment;
   e->taken = e->passed = NO_COUNTER;
   return e;
}

/* Whether a call from E goes to TARGET in the middle of its own function, which
   begins no activation: a subroutine within it, or how a jump through a
   register is made of a return. */
static Bool is_local_call(const Exit* e, Addr target)
{
   return ARCH_RETURN_POPS > 0 && !state.outline.is_blind &&
          !ML_(places_is_entry)(target) && !ML_(places_is_new_entry)(target) &&
          ML_(extents_same)(target, e->addr) &&
          ML_(places_near)(target, NULL) != 0;
}

/* What an exit to a known TARGET is, perhaps by a jump back. */
static void direct_exit(Exit* e, Addr target, Bool jump_back)
{
   Bool is_exact;
   PlaceId to = ML_(places_near)(target, &is_exact);
   Bool same = to != 0
                  ? ML_(place_function)(to) == ML_(place_function)(e->place)
                  : ML_(extents_same)(target, e->addr);
   if (!same) {
      e->kind = EXIT_TAIL_CALL;
      if (to != 0 && !ML_(places_is_entry)(target))
         e->begins = ML_(place_function)(to);
   } else if (to == 0) {
      e->kind = EXIT_UNKNOWN;
   } else {
      e->kind = EXIT_JUMP;
      e->jump_back = jump_back;
      e->to_entry = ML_(places_is_entry)(target);
      if (is_exact)
         e->transition = ML_(places_transition)(e->place, to, e->jump_back);
      else
         e->to = target;
   }
}

/* Whether a jump of kind JK goes on to its destination by itself, if perhaps
   after some work of the core's. */
static Bool goes_on(IRJumpKind jk)
{
   switch (jk) {
   case Ijk_Boring:
   case Ijk_Yield:
   case Ijk_EmWarn:
   case Ijk_NoRedir:
   case Ijk_InvalICache:
   case Ijk_FlushDCache: return True;
   default: return False;
   }
}

static Bool is_request(IRJumpKind jk)
{
   switch (jk) {
   case Ijk_ClientReq:
   case Ijk_SigTRAP: /* executed, as a call of whoever handles it */
   case Ijk_Sys_syscall:
   case Ijk_Sys_int32:
   case Ijk_Sys_int128:
   case Ijk_Sys_int129:
   case Ijk_Sys_int130:
   case Ijk_Sys_int145:
   case Ijk_Sys_int210:
   case Ijk_Sys_sysenter: return True;
   default: return False;
   }
}

static Addr const_addr(const IRConst* c)
{
   return c->tag == Ico_U64 ? (Addr)c->Ico.U64 : (Addr)c->Ico.U32;
}

/* All visits end; and no virtual activation goes on. */
static const Transition end_of_activation = {0, 1};

/* Whether E, a return, may be one from a local call. */
static Bool may_be_local(const Exit* e)
{
   const Outline* o = &state.outline;
   return !o->is_blind && o->sp.kind != SP_SET &&
          ML_(code_has_local_calls)(ML_(place_function)(e->place));
}

static void describe_exit(Exit* e, IRJumpKind jk, Bool is_const, Addr target)
{
   e->transition.stays = ML_(place)(e->place)->depth;
   e->transition.same_activation = e->transition.stays;
   if (e->place == 0) {
      e->kind = EXIT_UNKNOWN;
   } else if (jk == Ijk_Call && is_const && is_local_call(e, target)) {
      direct_exit(e, target, False);
   } else if (jk == Ijk_Call || is_request(jk)) {
      e->kind = EXIT_CALL;
   } else if (jk == Ijk_Ret && may_be_local(e)) {
      e->kind = EXIT_LOCAL_RETURN;
   } else if (jk == Ijk_Ret) {
      e->kind = EXIT_RETURN;
      e->transition = end_of_activation;
   } else if (!goes_on(jk)) {
      e->kind = EXIT_UNKNOWN;
   } else if (is_const) {
      direct_exit(e, target, target < e->addr);
   } else {
      e->kind = EXIT_INDIRECT;
   }
   if (e->kind == EXIT_TAIL_CALL)
      e->transition = end_of_activation;
}

/* Looks up all instructions.  Those without a line belong to the place executed
   before them; but whoever arrives at the first ones moves on to what follows
   them, so that it is all the same to start there. */
static void find_places(const IRSB* sb)
{
   Outline* o = &state.outline;
   state.n_places = 0;
   for (Int i = 0; i < sb->stmts_used; i++) {
      const IRStmt* st = sb->stmts[i];
      if (st->tag != Ist_IMark)
         continue;
      Addr addr = st->Ist.IMark.addr;
      UInt n = state.n_places;
      PlaceId place = n > 0 && addr == o->after
                         ? ML_(places_after)(o->last, state.places[n - 1], addr)
                         : ML_(places_at)(addr);
      if (state.n_places == 0)
         o->addr = addr;
      o->last = addr;
      o->after = addr + st->Ist.IMark.len;
      if (o->first == 0)
         o->first = place;
      state.places = ML_(array_reserve)("ml.outline.places", state.places,
                                        &state.cap_places, state.n_places + 1,
                                        sizeof *state.places);
      state.places[state.n_places++] = place;
   }
   state.place = o->first;
   if (o->first == 0 && state.n_places > 0) {
      /* For the exits, that it is in the function is what counts. */
      state.place = ML_(places_near)(o->addr, NULL);
      o->is_blind = state.place != 0;
   }
}

/* Goes on to instruction number I. */
static void enter_instr(UInt i, Addr addr)
{
   state.instr = addr;
   PlaceId place = state.places[i];
   if (place == 0 || place == state.place)
      return;
   add_move(state.place, place);
   state.place = place;
}

/* Whether all that an exit does is known in advance. */
static Bool is_static(const Exit* e)
{
   return e->kind != EXIT_CALL && e->kind != EXIT_INDIRECT &&
          e->kind != EXIT_LOCAL_RETURN && e->to == 0;
}

/* Two exits that a counter cannot tell apart and need not. */
static Bool same_effect(const Exit* a, const Exit* b)
{
   return (a->kind == EXIT_UNKNOWN) == (b->kind == EXIT_UNKNOWN) &&
          a->transition.stays == b->transition.stays &&
          a->transition.same_activation == b->transition.same_activation &&
          a->to_entry == b->to_entry && a->begins == b->begins;
}

/* Decides which of the last two exits needs a counter: a conditional jump and
   what follows it have one segment, and where the two do not do the same, that
   tells too little.  The one that ends more visits has it, for it is the one
   whose H must be known alone; the other's count is the difference. */
static void split_last_pair(Exit* taken, Exit* final)
{
   UInt* n = &state.outline.n_counters;
   if (!is_static(taken) || !is_static(final)) {
      taken->taken = (*n)++;
      taken->passed = (*n)++;
   } else if (same_effect(taken, final)) {
      return;
   } else if (taken->transition.stays < final->transition.stays) {
      taken->taken = (*n)++;
   } else {
      taken->passed = (*n)++;
   }
}

/* The last exit was not the end: it and what follows are counted apart. */
static void begin_segment(void)
{
   Outline* o = &state.outline;
   Exit* e = &state.exits[o->n_exits - 1];
   e->taken = o->n_counters++;
   e->passed = state.segment = o->n_counters++;
}

/* The conditional exit just before the final one E, if it ends the same
   segment; or NULL. */
static const Exit* paired_with(const Outline* o, const Exit* e)
{
   Bool is_final = e == &o->exits[o->n_exits - 1];
   return is_final && o->n_exits > 1 && e[-1].segment == e->segment ? e - 1
                                                                    : NULL;
}

Bool ML_(outline_exit_counters)(const Outline* o, const Exit* e,
                                ExitCounters* c)
{
   const Exit* paired = paired_with(o, e);
   if (e->kind == EXIT_UNKNOWN || e->kind == EXIT_INDIRECT ||
       e->kind == EXIT_LOCAL_RETURN)
      return False;
   *c = (ExitCounters){e->segment, NO_COUNTER, e->segment};
   if (e->taken != NO_COUNTER)
      c->plus = c->max = e->taken;
   else if (e->passed != NO_COUNTER)
      c->minus = e->passed;
   else if (paired && paired->passed != NO_COUNTER)
      c->plus = c->max = paired->passed;
   else if (paired && paired->taken != NO_COUNTER)
      c->minus = paired->taken;
   else if (paired && paired->kind != EXIT_UNKNOWN)
      /* Both do the same: the conditional exit speaks for them. */
      return False;
   return True;
}

/* A call's visits go on, or it is the return that counts. */
static Bool ends_visits(const Exit* e)
{
   return e->kind != EXIT_CALL &&
          (e->to != 0 || e->transition.stays < ML_(place)(e->place)->depth);
}

/* Decides of which counters the largest H must be known. */
static void find_ends(Outline* o)
{
   ExitCounters c;
   state.ends = ML_(array_reserve)("ml.outline.ends", state.ends,
                                   &state.cap_ends, o->n_counters, 1);
   VG_(memset)(state.ends, False, o->n_counters);
   for (UInt i = 0; i < o->n_moves; i++)
      state.ends[o->moves[i].segment] = True;
   for (UInt i = 0; i < o->n_exits; i++)
      if (ends_visits(&o->exits[i]) &&
          ML_(outline_exit_counters)(o, &o->exits[i], &c))
         state.ends[c.max] = True;
   o->ends_visits = state.ends;
}

/* Whether O, of code without lines that ends with a return, is in a function of
   which another superblock sets the stack pointer to anything. */
static Bool may_land(const Outline* o, Bool returns)
{
   if (o->first != 0 || o->is_blind || o->sp.kind == SP_SET || !returns ||
       !ML_(code_has_sp_setters)())
      return False;
   return ML_(code_is_sp_setter)(
      ML_(symbol_start)(VG_(current_DiEpoch)(), o->addr));
}

/* What SB tells of code that was not known. */
static void find_news(Outline* o, const IRSB* sb)
{
   OutlineNews* news = &o->news;
   const Exit* final = &state.exits[o->n_exits - 1];
   if (final->kind == EXIT_CALL) {
      Addr to =
         sb->next->tag == Iex_Const ? const_addr(sb->next->Iex.Const.con) : 0;
      if (to != 0 && ML_(places_is_new_entry)(to))
         news->called = to;
      news->is_blind_return =
         o->is_blind && !ML_(code_is_blind_return)(o->after);
   }
   if (sb->jumpkind == Ijk_Call && final->kind == EXIT_JUMP) {
      news->is_local_call =
         !ML_(code_has_local_calls)(ML_(place_function)(final->place));
      news->is_blind_return = !ML_(code_is_blind_return)(o->after);
   }
   if (o->first == 0 && !o->is_blind && o->sp.kind == SP_SET) {
      Addr start = ML_(symbol_start)(VG_(current_DiEpoch)(), o->addr);
      if (start != 0 && !ML_(code_is_sp_setter)(start))
         news->sp_setter = start;
   }
}

/* Finds out whether calls go to the superblock. */
static void find_entry(Outline* o)
{
   if (o->first == 0)
      return;
   o->is_entry = ML_(places_is_entry)(o->addr) || o->news.called == o->addr;
   if (!o->is_entry && ML_(threads_called)(ML_(place_function)(o->first)) &&
       ML_(places_is_new_entry)(o->addr))
      o->is_entry = o->news.is_entered = True;
}

/* The last exit, and the one before it, if PAIR tells that both end the same
   segment. */
static void add_final_exit(const IRSB* sb, Bool pair)
{
   Exit* final = add_exit();
   Bool is_const = sb->next->tag == Iex_Const;
   describe_exit(final, sb->jumpkind, is_const,
                 is_const ? const_addr(sb->next->Iex.Const.con) : 0);
   /* Out of the function with another stack pointer: to a label of an outer
      one, or to another stack.  No tail call sets it to anything. */
   if (state.outline.sp.kind == SP_SET && final->kind == EXIT_TAIL_CALL)
      final->kind = EXIT_INDIRECT;
   if (pair)
      split_last_pair(final - 1, final);
}

/* Goes through the instructions of SB, and notes where they move to another
   place, and the exits on the way. */
static void walk(const IRSB* sb)
{
   UInt n_instrs = 0;
   Bool pair = False;
   for (Int i = 0; i < sb->stmts_used; i++) {
      const IRStmt* st = sb->stmts[i];
      if (st->tag == Ist_IMark) {
         if (pair)
            begin_segment();
         pair = False;
         enter_instr(n_instrs++, st->Ist.IMark.addr);
      } else if (st->tag == Ist_Exit && n_instrs > 0) {
         if (pair)
            begin_segment();
         describe_exit(add_exit(), st->Ist.Exit.jk, True,
                       const_addr(st->Ist.Exit.dst));
         pair = True;
      }
   }
   add_final_exit(sb, pair);
}

const Outline* ML_(outline)(const IRSB* sb)
{
   Outline* o = &state.outline;
   VG_(memset)(o, 0, sizeof *o);
   state.segment = 0;
   o->n_counters = 1;
   o->sp = ML_(sp_moves)(sb);
   find_places(sb);
   walk(sb);
   find_news(o, sb);
   find_entry(o);
   o->may_land = may_land(o, sb->jumpkind == Ijk_Ret);
   o->n_instrs = state.n_places;
   o->moves = state.moves;
   o->exits = state.exits;
   find_ends(o);
   return o;
}
