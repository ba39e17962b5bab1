/* Acts upon an outline: what it tells of code is written down, and translations
   that were made in ignorance of it are discarded.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_OUTLINE_RECORD_H
#define MEMLINE_TOOL_OUTLINE_RECORD_H

#include "doors/outline.h"

/* Makes the news of O known.  Call it once, before code of O is emitted. */
void ML_(outline_learn)(const Outline* o);

/* Finds or makes the outline's counters and writes what is static to code;
   returns the first counter. */
const Counter* ML_(outline_record)(const Outline* o);

#endif
