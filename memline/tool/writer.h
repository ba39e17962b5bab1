/* The profile file: docs/format.md.  The only module that opens a file to write
   to.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_WRITER_H
#define MEMLINE_TOOL_WRITER_H

#include "vg.h"

/* Writes the profile, as the options name it; END says how the run ended.
   Returns the file's name, which the caller frees; or NULL after it told the
   user why there is none.  The file appears whole or not at all: it is written
   under a temporary name and renamed. */
HChar* ML_(writer_write)(const HChar* end);

#endif
