/* The program's totals.  events writes them, but flows what is of all events;
   the report reads them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_TOTALS_H
#define MEMLINE_TOOL_TOTALS_H

#include "base/account.h"

typedef struct {
   Flow flow;        /* of all events, as of the last report */
   Stock peak;       /* at the first moment of the largest H */
   ULong peak_event; /* the event that reached it, from 1; 0: none */
   ULong events;
   Stock inherited;     /* live when a forked process began */
   ULong ignored_frees; /* of what was no live block */
} Totals;

Totals* ML_(totals)(void);

#endif
