/* The parts of a profile (docs/format.md) as JSON.  Which tables and columns
   there are is in shared/profile.h; here is what stands in them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_PROFILE_PARTS_H
#define MEMLINE_TOOL_PROFILE_PARTS_H

#include "report/json_out.h"

/* Writes a profile of what there is now; END says how the run ended.  What
   could not be written is in JSON's error. */
void ML_(profile_parts_write)(Json* json, const HChar* end);

#endif
