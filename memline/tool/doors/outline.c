/* From the IR of a superblock to its outline.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/outline.h"

#include "base/arch.h"
#include "base/array.h"
#include "base/stats.h"
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
   UChar* origins; /* by temporary: what it derives from */
   UInt cap_origins;

   PlaceId* places; /* by instruction: 0 where it has no line */
   UInt n_places, cap_places;

   /* Functions, by address; NULL: none yet.  See may_land(). */
   OSet* sp_setters;

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

/* What an exit to a known TARGET is. */
static void direct_exit(Exit* e, Addr target)
{
   Bool is_exact;
   PlaceId to = ML_(places_near)(target, &is_exact);
   Bool same = to != 0
                  ? ML_(place_function)(to) == ML_(place_function)(e->place)
                  : ML_(places_same_extent)(target, e->addr);
   if (!same) {
      e->kind = EXIT_TAIL_CALL;
      if (to != 0 && !ML_(places_is_entry)(target))
         e->begins = ML_(place_function)(to);
   } else if (to == 0) {
      e->kind = EXIT_UNKNOWN;
   } else {
      e->kind = EXIT_JUMP;
      e->jump_back = target < e->addr;
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

static void describe_exit(Exit* e, IRJumpKind jk, Bool is_const, Addr target)
{
   e->transition.stays = ML_(place)(e->place)->depth;
   e->transition.same_activation = e->transition.stays;
   if (e->place == 0) {
      e->kind = EXIT_UNKNOWN;
   } else if (jk == Ijk_Call || is_request(jk)) {
      e->kind = EXIT_CALL;
   } else if (jk == Ijk_Ret) {
      e->kind = EXIT_RETURN;
      e->transition = end_of_activation;
   } else if (!goes_on(jk)) {
      e->kind = EXIT_UNKNOWN;
   } else if (is_const) {
      direct_exit(e, target);
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

/* What a value may derive from. */
enum { ORIGIN_OTHER, ORIGIN_SP, ORIGIN_FP };

static UChar origin_of_binop(IROp op, UChar origin, const IRExpr* operand)
{
   switch (op) {
   case Iop_Add64:
   case Iop_Add32: return operand->tag == Iex_Const ? origin : ORIGIN_OTHER;
   case Iop_Sub64:
   case Iop_Sub32:
      /* Down by anything: room for an array. */
      return operand->tag == Iex_Const || origin == ORIGIN_SP ? origin
                                                              : ORIGIN_OTHER;
   case Iop_And64:
   case Iop_And32: return origin == ORIGIN_SP ? origin : ORIGIN_OTHER;
   default: return ORIGIN_OTHER;
   }
}

/* Whether E is the stack pointer, perhaps moved down or by a constant; or the
   frame pointer, moved by a constant. */
static UChar origin_of(const IRExpr* e)
{
   switch (e->tag) {
   case Iex_Get:
      return e->Iex.Get.offset == ARCH_SP_OFFSET   ? ORIGIN_SP
             : e->Iex.Get.offset == ARCH_FP_OFFSET ? ORIGIN_FP
                                                   : ORIGIN_OTHER;
   case Iex_RdTmp: return state.origins[e->Iex.RdTmp.tmp];
   case Iex_Binop:
      return origin_of_binop(e->Iex.Binop.op, origin_of(e->Iex.Binop.arg1),
                             e->Iex.Binop.arg2);
   default: return ORIGIN_OTHER;
   }
}

static void watch_sp(const IRStmt* st, Int number)
{
   Outline* o = &state.outline;
   if (st->tag == Ist_WrTmp) {
      state.origins[st->Ist.WrTmp.tmp] = origin_of(st->Ist.WrTmp.data);
   } else if (st->tag == Ist_Put && st->Ist.Put.offset == ARCH_SP_OFFSET) {
      UChar origin = origin_of(st->Ist.Put.data);
      if (origin == ORIGIN_OTHER && o->sp_move != SP_SET) {
         o->sp_move = SP_SET;
         o->sp_set = number;
      } else if (origin == ORIGIN_FP && o->sp_move == SP_NOT_MOVED) {
         o->sp_move = SP_FROM_FRAME;
      }
   }
}

/* Whether all that an exit does is known in advance. */
static Bool is_static(const Exit* e)
{
   return e->kind != EXIT_CALL && e->kind != EXIT_INDIRECT && e->to == 0;
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

/* Whether O, of code without lines that ends with a return, is in a function of
   which another superblock sets the stack pointer to anything; notes those that
   do. */
static Bool may_land(const Outline* o, Bool returns)
{
   if (o->sp_move != SP_SET && (!returns || state.sp_setters == NULL))
      return False;
   Addr start = ML_(symbol_start)(VG_(current_DiEpoch)(), o->addr);
   if (start == 0)
      return False;
   if (o->sp_move != SP_SET)
      return VG_(OSetWord_Contains)(state.sp_setters, start);
   if (state.sp_setters == NULL)
      state.sp_setters =
         VG_(OSetWord_Create)(VG_(malloc), "ml.outline.sp_setters", VG_(free));
   if (!VG_(OSetWord_Contains)(state.sp_setters, start))
      VG_(OSetWord_Insert)(state.sp_setters, start);
   return False;
}

/* Code without a symbol has no known entry but where it is called. */
static void note_call_target(Addr target)
{
   if (ML_(places_note_entry)(target) && ML_(code_is_translated)(target))
      VG_(discard_translations)(target, 1, "memline");
}

/* Whether calls go to ADDR, where control is now, at place FIRST.  That it is
   there can be all that tells of a call through a register. */
static Bool starts_activation(Addr addr, PlaceId first)
{
   return ML_(places_is_entry)(addr) ||
          (ML_(threads_called)(ML_(place_function)(first)) &&
           ML_(places_note_entry)(addr));
}

/* The last exit was not the end: it and what follows are counted apart. */
static void begin_segment(void)
{
   Outline* o = &state.outline;
   Exit* e = &state.exits[o->n_exits - 1];
   e->taken = o->n_counters++;
   e->passed = state.segment = o->n_counters++;
}

/* Which counters tell how often an exit was taken: PLUS less MINUS; and at
   which H, which is not known where its segment's counter counts more. */
typedef struct {
   Int plus, minus, max; /* minus may be NO_COUNTER */
} ExitCounters;

/* The conditional exit just before the final one E, if it ends the same
   segment; or NULL. */
static const Exit* paired_with(const Outline* o, const Exit* e)
{
   Bool is_final = e == &o->exits[o->n_exits - 1];
   return is_final && o->n_exits > 1 && e[-1].segment == e->segment ? e - 1
                                                                    : NULL;
}

/* Finds the counters of exit E of O; False if there is nothing to say of it. */
static Bool counters_of(const Outline* o, const Exit* e, ExitCounters* c)
{
   const Exit* paired = paired_with(o, e);
   if (e->kind == EXIT_UNKNOWN || e->kind == EXIT_INDIRECT)
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
      if (ends_visits(&o->exits[i]) && counters_of(o, &o->exits[i], &c))
         state.ends[c.max] = True;
   o->ends_visits = state.ends;
}

const Outline* ML_(outline)(const IRSB* sb)
{
   ML_(stats).superblocks++;
   Outline* o = &state.outline;
   VG_(memset)(o, 0, sizeof *o);
   state.segment = 0;
   o->n_counters = 1;
   find_places(sb);
   state.origins =
      ML_(array_reserve)("ml.outline.origins", state.origins,
                         &state.cap_origins, sb->tyenv->types_used, 1);
   VG_(memset)(state.origins, ORIGIN_OTHER, sb->tyenv->types_used);

   UInt n_instrs = 0;
   Bool pair = False;
   for (Int i = 0; i < sb->stmts_used; i++) {
      const IRStmt* st = sb->stmts[i];
      watch_sp(st, i);
      if (st->tag == Ist_IMark) {
         ML_(stats).instructions++;
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
   Exit* final = add_exit();
   Bool is_const = sb->next->tag == Iex_Const;
   describe_exit(final, sb->jumpkind, is_const,
                 is_const ? const_addr(sb->next->Iex.Const.con) : 0);
   /* Out of the function with another stack pointer: to a label of an outer
      one, or to another stack.  No tail call sets it to anything. */
   if (o->sp_move == SP_SET && final->kind == EXIT_TAIL_CALL)
      final->kind = EXIT_INDIRECT;
   if (pair)
      split_last_pair(final - 1, final);
   if (final->kind == EXIT_CALL && is_const)
      note_call_target(const_addr(sb->next->Iex.Const.con));
   if (final->kind == EXIT_CALL && o->is_blind &&
       ML_(code_note_blind_return)(o->after))
      VG_(discard_translations)(o->after, 1, "memline");

   if (o->first == 0 && !o->is_blind)
      o->may_land = may_land(o, sb->jumpkind == Ijk_Ret);
   o->is_entry = o->first != 0 && starts_activation(o->addr, o->first);
   o->moves = state.moves;
   o->exits = state.exits;
   find_ends(o);
   return o;
}

/* A hash of all of O that code is told: the same for the same code. */
static ULong signature_of(const Outline* o)
{
   ULong h = 0;
#define MIX(x) (h = (h ^ (ULong)(x)) * 0x9E3779B97F4A7C15ULL, h ^= h >> 29)
   MIX(o->last);
   MIX(o->after);
   MIX(o->first);
   MIX(o->is_entry);
   MIX(o->n_moves);
   for (UInt i = 0; i < o->n_moves; i++) {
      MIX(o->moves[i].from);
      MIX(o->moves[i].to);
      MIX(o->moves[i].addr);
      MIX(o->moves[i].segment);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      const Exit* e = &o->exits[i];
      MIX(e->kind);
      MIX(e->place);
      MIX(e->addr);
      MIX(e->transition.stays);
      MIX(e->transition.same_activation);
      MIX(e->to);
      MIX(e->to_entry);
      MIX(e->begins);
      MIX(e->taken);
      MIX(e->passed);
   }
#undef MIX
   return h;
}

/* Tells code of a call, and of its returns where they stay on the line. */
static void record_call(const Outline* o, const Exit* e,
                        const Counter* counters)
{
   Bool stale;
   SiteId id = ML_(code_call_site)(e->addr, e->place, o->after, False, &stale);
   if (stale)
      VG_(discard_translations)(o->after, 1, "memline");
   const Site* s = ML_(code_site)(id);
   if (!s->returns_home || s->returns != NULL)
      return;
   const Counter* c = &counters[e->segment];
   Edge edge = {e->place, 0, False, s->transition, False, 0, c, NULL, c};
   ML_(code_add_edge)(&edge);
}

/* Tells code of exit E, unless nothing is known of it. */
static void record_exit(const Outline* o, const Exit* e,
                        const Counter* counters)
{
   ExitCounters c;
   if (!counters_of(o, e, &c))
      return;
   Edge edge = {
      e->place,          e->to,
      e->jump_back,      e->transition,
      e->to_entry,       e->begins,
      &counters[c.plus], c.minus == NO_COUNTER ? NULL : &counters[c.minus],
      &counters[c.max]};
   ML_(code_add_edge)(&edge);
}

const Counter* ML_(outline_record)(const Outline* o)
{
   Bool is_new;
   const Superblock wanted = {o->addr,         o->after, o->first,
                              signature_of(o), NULL,     o->n_counters};
   const Counter* counters = ML_(code_superblock)(&wanted, &is_new);
   if (!is_new)
      return counters;
   Arrival a = {o->first, o->is_entry, &counters[0]};
   ML_(code_add_arrival)(&a);
   for (UInt i = 0; i < o->n_moves; i++) {
      const OutlineMove* m = &o->moves[i];
      Move move = {m->from, m->to, m->addr,
                   ML_(places_transition)(m->from, m->to, False),
                   &counters[m->segment]};
      ML_(code_add_move)(&move);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      if (o->exits[i].kind == EXIT_CALL)
         record_call(o, &o->exits[i], counters);
      else
         record_exit(o, &o->exits[i], counters);
   }
   return counters;
}
