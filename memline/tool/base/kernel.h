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

#endif
