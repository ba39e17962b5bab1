/* What the user reads when the program ends: a table for each chosen function,
   and the summary.  `memline annotate` prints the same tables; docs/manual.md
   describes them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_TABLE_H
#define MEMLINE_TOOL_TABLE_H

#include "base/vg.h"

/* Prints the tables that the options ask for. */
void ML_(table_print)(void);

/* Prints the program's totals; PROFILE is the file that was written, or NULL;
   REPLACED tells whether the program's malloc was replaced at all; MISSED is
   an allocator's function that was not, as "FUNCTION of OBJECT", or NULL. */
void ML_(table_summary)(const HChar* profile, Bool replaced,
                        const HChar* missed);

#endif
