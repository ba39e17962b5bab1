/* From contexts to places: what happened inside each line's visits.

   Contexts know the flow of events by the path that led to them.  An event
   counts for every line on its path; but while an inner activation of a
   function runs, the outer ones are suspended, so of the lines of one function
   it counts for the innermost only.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_FLOWS_H
#define MEMLINE_TOOL_FLOWS_H

#include "base/vg.h"

/* Adds to the figures of all places, which are cleared, their flows, their
   peaks, and what is live of what they allocated; to those of all functions the
   net; and makes the totals' flow that of all contexts.  After contexts_finish.
   Linear in the number of contexts, and only reads them. */
void ML_(flows_tally)(void);

#endif
