/* Where the rows of line tables and the ranges of inlined calls begin and end.
   The core keeps both but tells only what is at one address: between two of
   these boundaries all addresses have the same line, so that one look-up does
   for them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_ROW_BOUNDS_H
#define MEMLINE_TOOL_ROW_BOUNDS_H

#include "base/vg.h"

/* Whether the line of A may be another than that of A - 1.  It always may where
   nothing is known, as in code that has no lines. */
Bool ML_(row_bounds_bound)(Addr a);

/* The first address above A, and not above END, of which that is so; or END. */
Addr ML_(row_bounds_next)(Addr a, Addr end);

/* The core has been told of all rows of an object. */
void ML_(row_bounds_read)(void);

#endif
