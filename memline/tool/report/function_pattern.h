/* Does a function fit what --func says?

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_FUNCTION_PATTERN_H
#define MEMLINE_TOOL_FUNCTION_PATTERN_H

#include "base/vg.h"

/* Whether PATTERN, a glob with *, ?, [set] and backslash, fits the function's
   NAME (with its parameters or without), the FILE that it is in (its path or
   the last part of it), or both, as FILE:FUNCTION. */
Bool ML_(function_pattern_fits)(const HChar* pattern, const HChar* file,
                                const HChar* name);

#endif
