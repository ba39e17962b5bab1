/* Where a superblock's stack pointers come from.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/sp_moves.h"

#include "base/arch.h"
#include "base/array.h"

/* What a value may derive from. */
enum { ORIGIN_OTHER, ORIGIN_SP, ORIGIN_FP };

static struct {
   UChar* origins; /* by temporary */
   UInt cap_origins;
} state;

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

/* Statement NUMBER sets the stack pointer to what derives from ORIGIN. */
static void note_set(SpMoves* m, UChar origin, Int number)
{
   if (origin == ORIGIN_OTHER && m->kind != SP_SET) {
      m->kind = SP_SET;
      m->set_at = number;
   } else if (origin == ORIGIN_FP && m->kind == SP_NOT_MOVED) {
      m->kind = SP_FROM_FRAME;
   }
}

SpMoves ML_(sp_moves)(const IRSB* sb)
{
   SpMoves m = {SP_NOT_MOVED, 0};
   UInt n = sb->tyenv->types_used;
   state.origins = ML_(array_reserve)("ml.sp_moves.origins", state.origins,
                                      &state.cap_origins, n, 1);
   VG_(memset)(state.origins, ORIGIN_OTHER, n);
   for (Int i = 0; i < sb->stmts_used; i++) {
      const IRStmt* st = sb->stmts[i];
      if (st->tag == Ist_WrTmp)
         state.origins[st->Ist.WrTmp.tmp] = origin_of(st->Ist.WrTmp.data);
      else if (st->tag == Ist_Put && st->Ist.Put.offset == ARCH_SP_OFFSET)
         note_set(&m, origin_of(st->Ist.Put.data), i);
   }
   return m;
}
