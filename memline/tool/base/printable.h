/* Names of functions and files, as they are shown: they come from the program,
   and must not talk to the terminal.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_PRINTABLE_H
#define MEMLINE_TOOL_PRINTABLE_H

#include "base/vg.h"

/* NAME with '?' for control characters: nearly always NAME itself.  Lasts until
   the next call but three. */
const HChar* ML_(printable)(const HChar* name);

#endif
