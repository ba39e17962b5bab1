/* What was known of the code when it was translated, times what its counters
   say, gives the occurrences, Mem usage and Peak of every place and the calls
   of every function; and the contexts give each place what of its blocks was
   live at the peak and is live now.

   All of it is as if the run ended now, and yet nothing changes but the figures
   themselves: they are of the last report, and nobody else writes them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_TALLY_H
#define MEMLINE_TOOL_TALLY_H

#include "code/code.h"

/* Makes the figures of places and functions, and the totals' flow, those of
   this moment.  EACH_OPEN visits all activations that have not ended. */
void ML_(tally)(void (*each_open)(OpenVisitor*));

#endif
