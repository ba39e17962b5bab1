/* Lines that never ran, of functions that did: a profile lists these as well.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_COMPLETION_H
#define MEMLINE_TOOL_COMPLETION_H

#include "base/vg.h"

/* Makes a place for every line of the code of the functions that ran so far,
   also of lines that never ran.  Called once, when the run ends. */
void ML_(completion_make)(void);

#endif
