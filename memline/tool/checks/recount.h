/* --check-lines: counts visits a second, naive way - a call per instruction
   that follows the rules to the letter - and compares all of them at the end.
   Slow; shares nothing with outline, code and tally but the places and the
   shadow stack.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_RECOUNT_H
#define MEMLINE_TOOL_RECOUNT_H

#include "base/vg.h"

/* Called from translated code, with the guest state. */

/* The next activation to be pushed is of function FN; the stack pointer is SP.
   And, after that: it may have been. */
void ML_(recount_before_push)(void* guest, Addr sp, UWord fn);
void ML_(recount_after_push)(void* guest);
/* The instruction of PLACE at ADDR is executed. */
typedef enum { RECOUNT_PLAIN, RECOUNT_CALL, RECOUNT_RETURN } RecountKind;
void ML_(recount_step)(void* guest, Addr addr, UWord after, UWord place,
                       UWord kind);

/* Ends the visits that are open on the stack of thread TID; or on all.  Call it
   before the stacks are ended. */
void ML_(recount_end_thread)(ThreadId tid);
void ML_(recount_end)(void);
/* Compares with the figures and tells the user; call it after tally. */
void ML_(recount_compare)(void);
/* A forked child begins: its counts begin anew in the middle of visits, and
   there is nothing to compare. */
void ML_(recount_forked)(void);

#endif
