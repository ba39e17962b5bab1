/* --check-stacks: at events, compares where the shadow stack says that the
   activations stand with what the core's own unwinder finds.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_STACKCHECK_H
#define MEMLINE_TOOL_STACKCHECK_H

#include "base/vg.h"

/* An event happens in thread TID; compares at every EVERYth call. */
void ML_(stackcheck_event)(ThreadId tid, UInt every);
/* Tells how many comparisons there were, and how many differed. */
void ML_(stackcheck_report)(void);

#endif
