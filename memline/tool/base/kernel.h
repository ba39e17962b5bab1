/* What the tool asks of the kernel that the core's public headers do not offer.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_KERNEL_H
#define MEMLINE_TOOL_KERNEL_H

#include "base/vg.h"

/* Has a copy of this process call WORK with ARG and end, and waits for it.  The
   program does not notice: the copy's end sends no signal, and no wait of the
   program's finds it.  Returns 0, the signal that ended the copy instead, or -1
   if there could be no copy. */
Int ML_(kernel_in_copy)(void (*work)(void* arg), void* arg);

/* If this process may not have as much memory as it likes, gives back what is
   the program's.  To be called when the program will run no more, in this
   process: what the end needs may be more than is left. */
void ML_(kernel_give_back)(void);

/* These return 0, or the number of the error. */

Int ML_(kernel_rename)(const HChar* from, const HChar* to);
/* Locks an open file for this process alone, until it is closed or the process
   is gone; if it is locked, waits or, as asked, fails. */
Int ML_(kernel_lock)(Int fd, Bool wait);
/* Waits until an open file can be written to. */
Int ML_(kernel_await_writable)(Int fd);

/* A number that nobody can foresee. */
ULong ML_(kernel_random)(void);

/* What an error number says, in words; NULL if it is not known. */
const HChar* ML_(kernel_error_text)(Int error);

#endif
