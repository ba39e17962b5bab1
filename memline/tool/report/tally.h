/* When the run ends: what was known of the code when it was translated, times
   what its counters say, gives the occurrences, Mem usage and Peak of every
   place and the calls of every function; and the contexts give each place what
   of its blocks was live at the peak and at the end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_TALLY_H
#define MEMLINE_TOOL_TALLY_H

#include "base/vg.h"

/* Completes the figures of places and functions.  Call it once, after all
   stacks have ended. */
void ML_(tally)(void);

#endif
