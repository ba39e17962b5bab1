/* The direct way from translated code to the tool, for calls of malloc, free
   and their relatives.

   The core sends such a call to a function of its own in the program, which
   asks the scheduler to run the tool's: out of translated code and back.  Where
   that function begins, translated code calls the tool itself instead, and
   returns; if the tool declines, the core's function goes on as ever, or that
   of the program which it replaced.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_DIRECT_H
#define MEMLINE_TOOL_DIRECT_H

#include "base/vg.h"

typedef struct {
   const HChar* name; /* of the helper */
   /* Takes the guest state and the function's N_ARGS arguments, 1 or 2, and
      returns the function's result; 0: declined. */
   void* helper;
   UInt n_args;
   /* An operator new that throws: where there is no memory, the core's ends the
      process.  That of the program, which it replaced, calls malloc, is refused
      as well, and does what the program is to see. */
   Bool throws;
   Addr return_at; /* where the program has an instruction that returns */
} Direct;

/* Whether the code at ADDR, which the core executes in place of that at
   REPLACED, is one of its functions that the tool can do directly: if so,
   *DIRECT is set. */
Bool ML_(direct_find)(Addr addr, Addr replaced, Direct* direct);

/* An allocator's function that was executed, because the core did not replace
   it, as "FUNCTION of OBJECT"; NULL if there is none.  The dynamic linker's
   does not count. */
const HChar* ML_(direct_missed)(void);

#endif
