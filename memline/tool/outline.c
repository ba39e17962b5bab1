/* From the IR of a superblock to its outline.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "outline.h"

#include "arch.h"
#include "array.h"

static struct {
   Outline outline;
   OutlineMove* moves;
   UInt cap_moves;
   Exit* exits;
   UInt cap_exits;
   UChar* from_sp; /* by temporary: derived from SP and not above it */
   UInt cap_from_sp;

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
      (OutlineMove){from, to, state.segment};
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
   PlaceId to = ML_(places_at)(target);
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
      e->transition =
         ML_(places_transition)(e->place, to, target < e->addr);
      e->to_entry = ML_(places_is_entry)(target);
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
   case Ijk_FlushDCache:
      return True;
   default:
      return False;
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
   case Ijk_Sys_sysenter:
      return True;
   default:
      return False;
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
   } else if (jk == Ijk_Call) {
      e->kind = EXIT_CALL;
   } else if (jk == Ijk_Ret) {
      e->kind = EXIT_RETURN;
      e->transition = end_of_activation;
   } else if (is_request(jk) && is_const) {
      direct_exit(e, target);
      if (e->kind == EXIT_JUMP)
         e->kind = EXIT_REQUEST;
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

static void enter_instr(Addr addr, UInt len)
{
   Outline* o = &state.outline;
   state.instr = addr;
   o->last = addr;
   o->after = addr + len;
   PlaceId place = ML_(places_at)(addr);
   if (place == 0 || place == state.place)
      return;
   if (state.place == 0)
      o->first = place;
   else
      add_move(state.place, place);
   state.place = place;
}

static Bool is_from_sp(const IRExpr* e)
{
   return e->tag == Iex_RdTmp && state.from_sp[e->Iex.RdTmp.tmp];
}

/* Whether E is the stack pointer, perhaps moved down or by a constant. */
static Bool derives_from_sp(const IRExpr* e)
{
   switch (e->tag) {
   case Iex_Get:
      return e->Iex.Get.offset == ARCH_SP_OFFSET;
   case Iex_RdTmp:
      return is_from_sp(e);
   case Iex_Binop:
      if (!is_from_sp(e->Iex.Binop.arg1))
         return False;
      switch (e->Iex.Binop.op) {
      case Iop_Add64:
      case Iop_Add32:
         return e->Iex.Binop.arg2->tag == Iex_Const;
      case Iop_Sub64:
      case Iop_Sub32:
      case Iop_And64:
      case Iop_And32:
         return True;
      default:
         return False;
      }
   default:
      return False;
   }
}

static void watch_sp(const IRStmt* st)
{
   if (st->tag == Ist_WrTmp)
      state.from_sp[st->Ist.WrTmp.tmp] = derives_from_sp(st->Ist.WrTmp.data);
   else if (st->tag == Ist_Put && st->Ist.Put.offset == ARCH_SP_OFFSET &&
            !derives_from_sp(st->Ist.Put.data))
      state.outline.moves_sp = True;
}

/* Whether all that an exit of this kind does is known in advance. */
static Bool is_static(ExitKind kind)
{
   return kind != EXIT_CALL && kind != EXIT_INDIRECT;
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
static void split_last_pair(Exit* taken, const Exit* final)
{
   if (same_effect(taken, final) && is_static(final->kind))
      return;
   if (taken->transition.stays < final->transition.stays ||
       !is_static(final->kind))
      taken->taken = state.outline.n_counters++;
   else
      taken->passed = state.outline.n_counters++;
}

/* Code without a symbol has no known entry but where it is called. */
static void note_call_target(Addr target)
{
   if (ML_(places_note_entry)(target) && ML_(code_is_translated)(target))
      VG_(discard_translations)(target, 1, "memline");
}

const Outline* ML_(outline)(const IRSB* sb)
{
   Outline* o = &state.outline;
   VG_(memset)(o, 0, sizeof *o);
   state.place = 0;
   state.segment = 0;
   o->n_counters = 1;
   state.from_sp = ML_(array_reserve)("ml.outline.from_sp", state.from_sp,
                                      &state.cap_from_sp,
                                      sb->tyenv->types_used, 1);
   VG_(memset)(state.from_sp, 0, sb->tyenv->types_used);

   Bool started = False, pair = False;
   for (Int i = 0; i < sb->stmts_used; i++) {
      const IRStmt* st = sb->stmts[i];
      watch_sp(st);
      if (st->tag == Ist_IMark) {
         if (!started) {
            o->addr = st->Ist.IMark.addr;
            started = True;
         } else if (pair) {
            /* The exit before was not the last: count it and what follows. */
            Exit* e = &state.exits[o->n_exits - 1];
            e->taken = o->n_counters++;
            e->passed = state.segment = o->n_counters++;
         }
         pair = False;
         enter_instr(st->Ist.IMark.addr, st->Ist.IMark.len);
      } else if (st->tag == Ist_Exit && started) {
         if (pair) {
            Exit* e = &state.exits[o->n_exits - 1];
            e->taken = o->n_counters++;
            e->passed = state.segment = o->n_counters++;
         }
         describe_exit(add_exit(), st->Ist.Exit.jk, True,
                       const_addr(st->Ist.Exit.dst));
         pair = True;
      }
   }
   Exit* final = add_exit();
   Bool is_const = sb->next->tag == Iex_Const;
   describe_exit(final, sb->jumpkind, is_const,
                 is_const ? const_addr(sb->next->Iex.Const.con) : 0);
   if (pair)
      split_last_pair(final - 1, final);
   if (final->kind == EXIT_CALL && is_const)
      note_call_target(const_addr(sb->next->Iex.Const.con));

   o->is_entry = o->first != 0 && ML_(places_is_entry)(o->addr);
   o->moves = state.moves;
   o->exits = state.exits;
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
      MIX(o->moves[i].segment);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      const Exit* e = &o->exits[i];
      MIX(e->kind);
      MIX(e->place);
      MIX(e->addr);
      MIX(e->transition.stays);
      MIX(e->transition.same_activation);
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
   SiteId id = ML_(code_call_site)(e->addr, e->place, o->after, &stale);
   if (stale)
      VG_(discard_translations)(o->after, 1, "memline");
   const Site* s = ML_(code_site)(id);
   if (s->returns_to == 0 || s->returns != NULL)
      return;
   const Counter* c = &counters[e->segment];
   Edge edge = {e->place, s->transition, False, 0, c, NULL, c};
   ML_(code_add_edge)(&edge);
}

/* Tells code of exit E, unless nothing is known of it.  PAIRED is the
   conditional exit just before the final one E, if any. */
static void record_exit(const Exit* e, const Exit* paired,
                        const Counter* counters)
{
   if (e->kind == EXIT_UNKNOWN || e->kind == EXIT_INDIRECT)
      return;
   Edge edge = {e->place,
                e->transition,
                e->to_entry,
                e->begins,
                &counters[e->segment],
                NULL,
                &counters[e->segment]};
   if (e->taken != NO_COUNTER) {
      edge.plus = edge.max = &counters[e->taken];
   } else if (e->passed != NO_COUNTER) {
      edge.minus = &counters[e->passed];
   } else if (paired && paired->passed != NO_COUNTER) {
      edge.plus = edge.max = &counters[paired->passed];
   } else if (paired && paired->taken != NO_COUNTER) {
      edge.minus = &counters[paired->taken];
   } else if (paired && paired->kind != EXIT_UNKNOWN) {
      /* Both do the same: the conditional exit speaks for them. */
      return;
   }
   ML_(code_add_edge)(&edge);
}

const Counter* ML_(outline_record)(const Outline* o)
{
   Bool is_new;
   const Counter* counters = ML_(code_superblock)(
      o->addr, signature_of(o), o->n_counters, &is_new);
   if (!is_new)
      return counters;
   Arrival a = {o->first, o->is_entry, &counters[0]};
   ML_(code_add_arrival)(&a);
   for (UInt i = 0; i < o->n_moves; i++) {
      const OutlineMove* m = &o->moves[i];
      Move move = {m->from, m->to,
                   ML_(places_transition)(m->from, m->to, False),
                   &counters[m->segment]};
      ML_(code_add_move)(&move);
   }
   for (UInt i = 0; i < o->n_exits; i++) {
      Bool is_final = i + 1 == o->n_exits;
      Bool is_paired =
         is_final && i > 0 && o->exits[i - 1].segment == o->exits[i].segment;
      if (o->exits[i].kind == EXIT_CALL)
         record_call(o, &o->exits[i], counters);
      else
         record_exit(&o->exits[i], is_paired ? &o->exits[i - 1] : NULL,
                     counters);
   }
   return counters;
}
