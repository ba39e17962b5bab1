/* Whether a signal was caused by an instruction, or sent: its number does not
   tell.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SIGNAL_ORIGIN_H
#define MEMLINE_TOOL_SIGNAL_ORIGIN_H

#include "base/vg.h"

/* Whether the last signal that was about to be delivered came to thread TID
   because of an instruction that it could not execute. */
Bool ML_(signal_is_fault)(ThreadId tid);

#endif
