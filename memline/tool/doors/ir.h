/* Intermediate code, in terms of the guest's words: what instrument writes into
   a superblock.  All expressions are atoms, as instrumented code has to be
   flat.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_IR_H
#define MEMLINE_TOOL_IR_H

#include "base/arch.h"
#include "code/counters.h"
#include "stack/stack.h"

#if VG_WORDSIZE == 8
#define WORD Ity_I64
#define WORD_OP(op) Iop_##op##64
#define WORD_LESS_THAN Iop_CmpLT64U
#else
#define WORD Ity_I32
#define WORD_OP(op) Iop_##op##32
#define WORD_LESS_THAN Iop_CmpLT32U
#endif

#if defined(VG_BIGENDIAN)
#define ENDNESS Iend_BE
#else
#define ENDNESS Iend_LE
#endif

/* The superblock being written, and where its thread's registers are. */
typedef struct {
   IRSB* out;
   Int regs_offset; /* of StackRegs in the guest state */
   IRExpr* live;    /* regs.live, loaded once, or NULL */
   IRExpr* h;       /* H, loaded once: it cannot change inside; or NULL */
   IRExpr* old_sp;  /* SP before it was set to anything */
} Emitter;

static inline IRExpr* word(UWord value)
{
#if VG_WORDSIZE == 8
   return IRExpr_Const(IRConst_U64(value));
#else
   return IRExpr_Const(IRConst_U32(value));
#endif
}

static inline IRExpr* assign(Emitter* em, IRType type, IRExpr* value)
{
   IRTemp t = newIRTemp(em->out->tyenv, type);
   addStmtToIRSB(em->out, IRStmt_WrTmp(t, value));
   return IRExpr_RdTmp(t);
}

static inline IRExpr* binary(Emitter* em, IRType type, IROp op, IRExpr* a,
                             IRExpr* b)
{
   return assign(em, type, IRExpr_Binop(op, a, b));
}

static inline IRExpr* load(Emitter* em, IRType type, IRExpr* addr)
{
   return assign(em, type, IRExpr_Load(ENDNESS, type, addr));
}

static inline void store(Emitter* em, IRExpr* addr, IRExpr* value)
{
   addStmtToIRSB(em->out, IRStmt_Store(ENDNESS, addr, value));
}

static inline IRExpr* choose(Emitter* em, IRType type, IRExpr* cond,
                             IRExpr* yes, IRExpr* no)
{
   return assign(em, type, IRExpr_ITE(cond, yes, no));
}

/* if (COND) *ADDR = VALUE, where it is OLD now. */
static inline void store_if(Emitter* em, IRType type, IRExpr* cond,
                            IRExpr* addr, IRExpr* value, IRExpr* old)
{
   if (ARCH_STORES_IF)
      addStmtToIRSB(em->out, IRStmt_StoreG(ENDNESS, addr, value, cond));
   else
      store(em, addr, choose(em, type, cond, value, old));
}

static inline IRExpr* plus(Emitter* em, IRExpr* a, UWord n)
{
   return binary(em, WORD, WORD_OP(Add), a, word(n));
}

static inline IRExpr* less_than(Emitter* em, IRExpr* a, IRExpr* b)
{
   return binary(em, Ity_I1, WORD_LESS_THAN, a, b);
}

static inline IRExpr* differ(Emitter* em, IRExpr* a, IRExpr* b)
{
   return binary(em, Ity_I1, WORD_OP(CmpNE), a, b);
}

static inline IRExpr* equal(Emitter* em, IRExpr* a, IRExpr* b)
{
   return binary(em, Ity_I1, WORD_OP(CmpEQ), a, b);
}

static inline IRExpr* shift_right(Emitter* em, IRExpr* a, UInt bits)
{
   return binary(em, WORD, WORD_OP(Shr), a, IRExpr_Const(IRConst_U8(bits)));
}

static inline IRExpr* negate(Emitter* em, IRExpr* cond)
{
   return assign(em, Ity_I1, IRExpr_Unop(Iop_Not1, cond));
}

static inline IRExpr* stack_pointer(Emitter* em)
{
   return assign(em, WORD, IRExpr_Get(ARCH_SP_OFFSET, WORD));
}

static inline IRExpr* get_reg(Emitter* em, Int field)
{
   return assign(em, WORD, IRExpr_Get(em->regs_offset + field, WORD));
}

#define REG(field) ((Int)offsetof(StackRegs, field))

/* The address of P, which is near regs.live most of the time: then it is an
   offset to a register, not a constant of the size of a word. */
static inline IRExpr* address(Emitter* em, const void* p)
{
   PtrdiffT offset = (Addr)p - (Addr)ML_(live);
   if (offset != (Int)offset)
      return word((UWord)p);
   if (em->live == NULL)
      em->live = get_reg(em, REG(live));
   return offset == 0 ? em->live : plus(em, em->live, offset);
}

static inline IRExpr* live_bytes(Emitter* em)
{
   if (em->h == NULL)
      em->h = load(em, WORD, address(em, &ML_(live)->bytes));
   return em->h;
}

/* All that a helper does to the guest state. */
static inline void declare_effects(const Emitter* em, IRDirty* d)
{
   d->nFxState = 1;
   VG_(memset)(&d->fxState, 0, sizeof d->fxState);
   d->fxState[0].fx = Ifx_Modify;
   d->fxState[0].offset = (UShort)em->regs_offset;
   d->fxState[0].size = sizeof(StackRegs);
}

/* if (GUARD) HELPER(guest state, ARGS...); GUARD may be NULL.  Nothing goes in
   registers: the x86 host cannot pass the guest state so. */
static inline void call_helper(Emitter* em, const HChar* name, void* helper,
                               IRExpr** args, IRExpr* guard)
{
   IRDirty* d = unsafeIRDirty_0_N(0, name, VG_(fnptr_to_fnentry)(helper), args);
   if (guard)
      d->guard = guard;
   declare_effects(em, d);
   addStmtToIRSB(em->out, IRStmt_Dirty(d));
}

/* For the counter at AT:
   counter.count++
   With a guard, only if it holds: that is mostly as well foreseen as the jump
   whose condition it is. */
static inline void count_up(Emitter* em, IRExpr* at, IRExpr* guard)
{
   IRExpr* n = load(em, Ity_I64, at);
   IRExpr* next =
      binary(em, Ity_I64, Iop_Add64, n, IRExpr_Const(IRConst_U64(1)));
   if (guard)
      store_if(em, Ity_I64, guard, at, next, n);
   else
      store(em, at, next);
}

/* counter.max_h = max(counter.max_h, H) */
static inline void raise_max(Emitter* em, IRExpr* at, IRExpr* guard)
{
   IRExpr* max_at = plus(em, at, offsetof(Counter, max_h));
   IRExpr* max = load(em, WORD, max_at);
   IRExpr* h = live_bytes(em);
   if (guard)
      h = choose(em, WORD, guard, h, word(0));
   store_if(em, WORD, less_than(em, max, h), max_at, h, max);
}

static inline void count_at(Emitter* em, IRExpr* at, Bool with_h, IRExpr* guard)
{
   count_up(em, at, guard);
   if (with_h)
      raise_max(em, at, guard);
}

static inline void emit_count(Emitter* em, const Counter* c, Bool with_h,
                              IRExpr* guard)
{
   count_at(em, address(em, c), with_h, guard);
}

#endif
