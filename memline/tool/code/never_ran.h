/* Lines that never ran, of functions that did: a profile lists these as well.
   Where the run goes on, it goes on without: see places_forget.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_NEVER_RAN_H
#define MEMLINE_TOOL_NEVER_RAN_H

#include "base/vg.h"

/* Makes a place for every line of the code of the functions that ran so far. */
void ML_(never_ran_add)(void);

/* The same for what is between two addresses, which the program is about to
   unmap: nobody can tell its lines afterwards. */
void ML_(never_ran_unmap)(Addr from, Addr end);

#endif
