/* From the tool's numbers to the rows of the tables in a profile.

   Everything is numbered anew, in an order that depends on names and lines
   only, so that two runs that did the same write the same bytes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_NUMBERING_H
#define MEMLINE_TOOL_NUMBERING_H

#include "base/vg.h"

typedef struct {
   UInt* order; /* by row: the tool's number */
   Int* row;    /* by number: its row; -1 if it is not written */
   UInt n;      /* rows */
} Numbering;

typedef struct {
   Numbering files, functions, places, contexts;
} Numberings;

/* Numbers what there is now.  Valid until numbering_free. */
const Numberings* ML_(numbering_make)(void);
void ML_(numbering_free)(void);

#endif
