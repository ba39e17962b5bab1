/* What memline adds to translated code.

   Every emitter shows what it emits as pseudo-code.  In it, regs is the
   running thread's StackRegs, H the live bytes, SP the guest's stack pointer
   at that moment, and W the size of a word.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/instrument.h"

#include "base/arch.h"
#include "base/options.h"
#include "base/stats.h"
#include "checks/recount.h"
#include "doors/direct.h"
#include "doors/ir.h"
#include "doors/outline_record.h"
#include "stack/stack.h"

/* Counter number I of superblock O is passed: with a guard, if it holds. */
static void emit_counter(Emitter* em, const Outline* o, const Counter* counters,
                         UInt i, IRExpr* guard)
{
   emit_count(em, &counters[i], o->ends_visits[i], guard);
}

/* new = top + 1
   *new = {SP, fn, 0, 0}
   top = new
   if ((old top.sp - SP - 1) / STACK_MAX_FRAME != 0 || there was no room)
      stack_pushed()
   There is always one slot more to be written than there is room. */
static void emit_push(Emitter* em, FnId fn)
{
   IRExpr* sp = stack_pointer(em);
   IRExpr* top = get_reg(em, REG(top));
   IRExpr* new = plus(em, top, sizeof(Activation));
   store(em, new, sp);
   store(em, plus(em, new, offsetof(Activation, fn)), word(fn));
#if VG_WORDSIZE == 4 /* else it is the high half of the same word */
   store(em, plus(em, new, offsetof(Activation, context)), word(0));
#endif
   store(em, plus(em, new, offsetof(Activation, site)), word(0));
   addStmtToIRSB(em->out, IRStmt_Put(em->regs_offset + REG(top), new));
   /* Both conditions in one word, which is 0 if they hold: each alone as a
      condition costs the host more. */
   IRExpr* gap = binary(em, WORD, WORD_OP(Sub), load(em, WORD, top), sp);
   IRExpr* far =
      shift_right(em, plus(em, gap, (UWord)-1), STACK_MAX_FRAME_BITS);
   IRExpr* room = binary(em, WORD, WORD_OP(Sub), get_reg(em, REG(limit)), top);
   IRExpr* full = shift_right(em, room, 8 * VG_WORDSIZE - 1);
   IRExpr* slow = differ(em, binary(em, WORD, WORD_OP(Or), far, full), word(0));
   call_helper(em, "stack_pushed", ML_(stack_pushed),
               mkIRExprVec_1(IRExpr_GSPTR()), slow);
}

/* old = top
   top = old - 1
   if (old.sp != SP) stack_popped(SP + at least 1, TARGET)
   where SP is what it was at the function's entry. */
static void emit_pop(Emitter* em, UWord popped, IRExpr* target)
{
   IRExpr* sp = stack_pointer(em);
   IRExpr* entry_sp = binary(em, WORD, WORD_OP(Sub), sp, word(popped));
   IRExpr* top = get_reg(em, REG(top));
   addStmtToIRSB(em->out,
                 IRStmt_Put(em->regs_offset + REG(top),
                            plus(em, top, -(UWord)sizeof(Activation))));
   IRExpr* slow = differ(em, load(em, WORD, top), entry_sp);
   IRExpr* after = popped > 0 ? sp : plus(em, sp, 1);
   call_helper(em, "stack_popped", ML_(stack_popped),
               mkIRExprVec_3(IRExpr_GSPTR(), after, target), slow);
}

/* if (GUARD) stack_leave(SP + 1, 0), by a jump to another function */
static void emit_leave(Emitter* em, IRExpr* guard)
{
   if (guard)
      call_helper(
         em, "stack_leave", ML_(stack_leave),
         mkIRExprVec_3(IRExpr_GSPTR(), plus(em, stack_pointer(em), 1), word(0)),
         guard);
   else
      emit_pop(em, 0, word(0));
}

/* top.site = site */
static void emit_site(Emitter* em, SiteId site)
{
   IRExpr* top = get_reg(em, REG(top));
   store(em, plus(em, top, offsetof(Activation, site)), word(site));
}

/* returned = top.site == site
   if (returned) count(site.returns)
   top.site = 0
   At the address that a call returns to, before the visit of the call's line
   ends: control comes here from the call, or by a jump. */
static void emit_returned(Emitter* em, SiteId id)
{
   IRExpr* top = get_reg(em, REG(top));
   IRExpr* at = plus(em, top, offsetof(Activation, site));
   IRExpr* returned = equal(em, load(em, WORD, at), word(id));
   emit_count(em, ML_(code_site)(id)->returns, True, returned);
   store(em, at, word(0));
}

/* slot = slots[next * JUMP_SLOT_FACTOR >> JUMP_SLOT_SHIFT % JUMP_SLOTS]
   if (slot.target == next && top.sp >= SP) count(*slot.counter)
   else stack_jump(next, site, addr)
   top.site = site
   The helper would count the same, and fill the slot. */
static void emit_jump(Emitter* em, const Exit* e, IRExpr* next)
{
   SiteId site = ML_(code_other_site)(e->addr, e->place, False);
   const JumpSlot* slots = ML_(code_jump_slots)(site);
   IRExpr* index = binary(
      em, WORD, WORD_OP(And), word(JUMP_SLOTS - 1),
      shift_right(em,
                  binary(em, WORD, WORD_OP(Mul), next, word(JUMP_SLOT_FACTOR)),
                  JUMP_SLOT_SHIFT));
   UInt shift = sizeof(JumpSlot) == 16 ? 4 : 3;
   IRExpr* slot = binary(
      em, WORD, WORD_OP(Add), word((UWord)slots),
      binary(em, WORD, WORD_OP(Shl), index, IRExpr_Const(IRConst_U8(shift))));
   IRExpr* other = binary(em, WORD, WORD_OP(Xor), next, load(em, WORD, slot));
   IRExpr* top_sp = load(em, WORD, get_reg(em, REG(top)));
   IRExpr* room = binary(em, WORD, WORD_OP(Sub), top_sp, stack_pointer(em));
   IRExpr* outside = shift_right(em, room, 8 * VG_WORDSIZE - 1);
   IRExpr* miss =
      differ(em, binary(em, WORD, WORD_OP(Or), other, outside), word(0));
   IRExpr* known = load(em, WORD, plus(em, slot, offsetof(JumpSlot, counter)));
   IRExpr* counter =
      choose(em, WORD, miss, word((UWord)ML_(counter_unwanted)), known);
   count_at(em, counter, True, NULL);
   emit_site(em, site);
   call_helper(em, "stack_jump", ML_(stack_jump),
               mkIRExprVec_4(IRExpr_GSPTR(), next, word(site), word(e->addr)),
               miss);
}

/* if (top.sp - SP >= STACK_MAX_FRAME) stack_moved(SP, next)
   or ALWAYS: control may land in the top activation all the same. */
static void emit_moved(Emitter* em, Bool always, IRExpr* next)
{
   IRExpr* sp = stack_pointer(em);
   IRExpr* far = NULL;
   if (!always) {
      IRExpr* top_sp = load(em, WORD, get_reg(em, REG(top)));
      IRExpr* gap = binary(em, WORD, WORD_OP(Sub), top_sp, sp);
      far = negate(em, less_than(em, gap, word(STACK_MAX_FRAME)));
   }
   call_helper(em, "stack_moved", ML_(stack_moved),
               mkIRExprVec_3(IRExpr_GSPTR(), sp, next), far);
}

/* stack_switched(old SP, next), at the end of a superblock that set SP to
   anything and then jumps or returns. */
static void emit_switched(Emitter* em, const Outline* o, const Exit* e,
                          IRExpr* next)
{
   SiteId site = 0;
   if (o->first != 0) {
      site = ML_(code_other_site)(e->addr, e->place, False);
      emit_site(em, site);
   }
   call_helper(em, "stack_switched", ML_(stack_switched),
               mkIRExprVec_5(IRExpr_GSPTR(), em->old_sp, next, word(site),
                             word(e->kind == EXIT_INDIRECT)),
               NULL);
}

/* stack_local_return(SP, next, site) */
static void emit_local_return(Emitter* em, const Exit* e, IRExpr* next)
{
   SiteId site = ML_(code_other_site)(e->addr, e->place, False);
   call_helper(
      em, "stack_local_return", ML_(stack_local_return),
      mkIRExprVec_4(IRExpr_GSPTR(), stack_pointer(em), next, word(site)), NULL);
}

/* Argument number I of the function that begins here. */
static IRExpr* argument(Emitter* em, UInt i)
{
#if defined(ARCH_ARGUMENTS)
   static const Int offsets[] = ARCH_ARGUMENTS;
   return assign(em, WORD, IRExpr_Get(offsets[i], WORD));
#else
   IRExpr* sp = stack_pointer(em);
   return load(em, WORD,
               plus(em, sp, ARCH_STACK_ARGUMENTS + i * sizeof(UWord)));
#endif
}

/* result = helper(guest state, arguments)
   if (result != 0) goto an instruction that returns
   if (it is to throw) goto ORIGINAL, which the core replaced */
static void emit_direct(Emitter* em, const Direct* direct, Addr original)
{
   IRTemp result = newIRTemp(em->out->tyenv, WORD);
   IRExpr* first = argument(em, 0);
   IRExpr** args = direct->n_args == 1
                      ? mkIRExprVec_2(IRExpr_GSPTR(), first)
                      : mkIRExprVec_3(IRExpr_GSPTR(), first, argument(em, 1));
   IRDirty* d = unsafeIRDirty_1_N(result, 0, direct->name,
                                  VG_(fnptr_to_fnentry)(direct->helper), args);
   declare_effects(em, d);
   addStmtToIRSB(em->out, IRStmt_Dirty(d));
   addStmtToIRSB(em->out, IRStmt_Put(ARCH_RESULT_OFFSET, IRExpr_RdTmp(result)));
   IRExpr* done = differ(em, IRExpr_RdTmp(result), word(0));
   addStmtToIRSB(em->out, IRStmt_Exit(done, Ijk_Boring,
                                      word(direct->return_at)->Iex.Const.con,
                                      em->out->offsIP));
   if (direct->throws)
      addStmtToIRSB(em->out, IRStmt_Exit(negate(em, done), Ijk_NoRedir,
                                         word(original)->Iex.Const.con,
                                         em->out->offsIP));
}

/* For --check-lines: recount_step(...) before each instruction. */
static void emit_step(Emitter* em, const Outline* o, const IRSB* in, Int mark)
{
   Addr addr = in->stmts[mark]->Ist.IMark.addr;
   Addr after = addr + in->stmts[mark]->Ist.IMark.len;
   RecountKind kind = addr != o->last || in->jumpkind == Ijk_Boring
                         ? RECOUNT_PLAIN
                      : in->jumpkind == Ijk_Ret ? RECOUNT_RETURN
                                                : RECOUNT_CALL;
   IRExpr** args = mkIRExprVec_5(IRExpr_GSPTR(), word(addr), word(after),
                                 word(ML_(places_at)(addr)), word(kind));
   call_helper(em, "recount_step", ML_(recount_step), args, NULL);
}

/* Where the superblock begins. */
static void emit_start(Emitter* em, const Outline* o, const Counter* counters)
{
   if (o->is_entry) {
      FnId fn = ML_(place_function)(o->first);
      if (ML_(options)()->check_lines)
         call_helper(em, "recount_before_push", ML_(recount_before_push),
                     mkIRExprVec_3(IRExpr_GSPTR(), stack_pointer(em), word(fn)),
                     NULL);
      emit_push(em, fn);
      if (ML_(options)()->check_lines)
         call_helper(em, "recount_after_push", ML_(recount_after_push),
                     mkIRExprVec_1(IRExpr_GSPTR()), NULL);
   }
   SiteId returning = 0;
   if (ML_(code_is_blind_return)(o->addr))
      call_helper(em, "stack_blind_return", ML_(stack_blind_return),
                  mkIRExprVec_2(IRExpr_GSPTR(), word(o->addr)), NULL);
   if (!o->is_blind)
      returning =
         ML_(code_returning_site)(o->addr, ML_(place_function)(o->first));
   if (returning != 0)
      emit_returned(em, returning);
   if (!o->is_blind)
      count_up(em, address(em, &counters[0]), NULL);
}

/* At the end of the first segment: not where it begins, for a fault in it
   leaves what follows undone. */
static void emit_first_max(Emitter* em, const Outline* o,
                           const Counter* counters)
{
   if (!o->is_blind && o->ends_visits[0])
      raise_max(em, address(em, &counters[0]), NULL);
}

/* The same for a blind superblock: where it belongs is known only now. */
static void emit_blind_exit(Emitter* em, const Outline* o, const Exit* e,
                            IRExpr* guard, IRExpr* next)
{
   IRExpr* to = e->kind == EXIT_JUMP ? next : word(0);
   switch (e->kind) {
   case EXIT_CALL:
      call_helper(em, "stack_blind_call", ML_(stack_blind_call),
                  mkIRExprVec_3(IRExpr_GSPTR(), word(e->addr), word(o->after)),
                  guard);
      break;
   case EXIT_JUMP:
   case EXIT_RETURN:
   case EXIT_LOCAL_RETURN:
   case EXIT_TAIL_CALL:
      call_helper(em, "stack_passes", ML_(stack_passes),
                  mkIRExprVec_3(IRExpr_GSPTR(), word(e->addr), to), guard);
      break;
   case EXIT_INDIRECT:
   case EXIT_UNKNOWN: break;
   }
}

/* Before control leaves by exit E to NEXT; the guard is its condition, NULL for
   the final exit. */
static void emit_exit(Emitter* em, const Outline* o, const Exit* e,
                      const Counter* counters, IRExpr* guard, IRExpr* next)
{
   Bool is_stale; /* seen to when the call was recorded */
   if (o->is_blind)
      emit_blind_exit(em, o, e, guard, next);
   else if (guard && e->taken != NO_COUNTER)
      emit_counter(em, o, counters, e->taken, guard);
   switch (e->kind) {
   case EXIT_TAIL_CALL:
      emit_leave(em, guard);
      if (e->begins)
         call_helper(
            em, "stack_enter", ML_(stack_enter),
            mkIRExprVec_3(IRExpr_GSPTR(), stack_pointer(em), word(e->begins)),
            guard);
      break;
   case EXIT_RETURN: emit_pop(em, ARCH_RETURN_POPS, next); break;
   case EXIT_LOCAL_RETURN: emit_local_return(em, e, next); break;
   case EXIT_CALL:
      if (!o->is_blind)
         emit_site(em, ML_(code_call_site)(e->addr, e->place, o->after, False,
                                           &is_stale));
      break;
   case EXIT_INDIRECT:
      if (o->is_blind)
         call_helper(
            em, "stack_jump", ML_(stack_jump),
            mkIRExprVec_4(IRExpr_GSPTR(), next, word(0), word(e->addr)), NULL);
      else
         emit_jump(em, e, next);
      break;
   case EXIT_JUMP:
      /* What arrives may be blind, and has to know where it came from. */
      if (e->to != 0 && !o->is_blind)
         emit_site(em, ML_(code_other_site)(e->addr, e->place, e->jump_back));
      break;
   case EXIT_UNKNOWN: break;
   }
}

/* Whether SB ends with a return or a jump through a register. */
static Bool is_transfer(const IRSB* sb)
{
   return sb->jumpkind == Ijk_Ret ||
          (sb->jumpkind == Ijk_Boring && sb->next->tag != Iex_Const);
}

/* Whether O has lines, or belongs to one. */
static Bool is_counted(const Outline* o)
{
   return o->first != 0 || o->is_blind;
}

/* Where the superblock ends. */
static void emit_end(Emitter* em, const Outline* o, const Counter* counters,
                     const IRSB* in)
{
   Bool counts = is_counted(o);
   const Exit* e = &o->exits[o->n_exits - 1];
   if (counts && o->n_exits == 1)
      emit_first_max(em, o, counters);
   Bool switches = o->sp.kind == SP_SET && !o->is_blind &&
                   (is_transfer(in) || e->kind == EXIT_INDIRECT);
   if (switches)
      emit_switched(em, o, e, in->next);
   if (counts && !(switches && e->kind == EXIT_INDIRECT))
      emit_exit(em, o, e, counters, NULL, in->next);
   /* In code with lines, the way it is left has seen to that. */
   Bool seen_to = switches || (counts && (e->kind == EXIT_RETURN ||
                                          e->kind == EXIT_LOCAL_RETURN ||
                                          e->kind == EXIT_INDIRECT));
   if ((o->sp.kind != SP_NOT_MOVED || o->may_land) && !seen_to)
      emit_moved(em, !counts && (o->sp.kind == SP_SET || o->may_land),
                 in->next);
}

IRSB* ML_(instrument)(VgCallbackClosure* closure, IRSB* in,
                      const VexGuestLayout* layout,
                      const VexGuestExtents* extents, const VexArchInfo* host,
                      IRType guest_word, IRType host_word)
{
   (void)extents;
   (void)host;
   tl_assert(guest_word == WORD && host_word == WORD);
   const Outline* o = ML_(outline)(in);
   ML_(outline_learn)(o);
   ML_(stats).superblocks++;
   ML_(stats).instructions += o->n_instrs;
   Bool counts = is_counted(o);
   Direct direct;
   Bool is_direct = ML_(direct_find)(closure->readdr, closure->nraddr, &direct);
   if (!counts && o->sp.kind == SP_NOT_MOVED && !o->may_land && !is_direct)
      return in;

   const Counter* counters = o->first ? ML_(outline_record)(o) : NULL;
   Emitter em = {deepCopyIRSBExceptStmts(in), layout->total_sizeB, NULL, NULL,
                 NULL};
   const Exit* e = o->exits;
   Bool started = False;
   for (Int i = 0; i < in->stmts_used; i++) {
      IRStmt* st = in->stmts[i];
      if (counts && st->tag == Ist_Exit && started) {
         if (e == o->exits)
            emit_first_max(&em, o, counters);
         emit_exit(&em, o, e, counters, st->Ist.Exit.guard,
                   IRExpr_Const(st->Ist.Exit.dst));
      }
      if (o->sp.kind == SP_SET && i == o->sp.set_at)
         em.old_sp = stack_pointer(&em);
      addStmtToIRSB(em.out, st);
      if (is_direct && st->tag == Ist_IMark) {
         emit_direct(&em, &direct, closure->nraddr);
         is_direct = False;
      }
      if (!counts)
         continue;
      if (st->tag == Ist_IMark && !started) {
         started = True;
         emit_start(&em, o, counters);
      }
      if (st->tag == Ist_IMark && ML_(options)()->check_lines) {
         emit_step(&em, o, in, i);
      } else if (st->tag == Ist_Exit && started) {
         if (e->passed != NO_COUNTER && !o->is_blind)
            emit_counter(&em, o, counters, e->passed, NULL);
         e++;
      }
   }
   emit_end(&em, o, counters, in);
   return em.out;
}
