/* Translation: walks the IR of a superblock, writes down in code what is known
   of it statically, and emits the counters and the upkeep of the shadow stack.
   Runs only when code is translated.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_INSTRUMENT_H
#define MEMLINE_TOOL_INSTRUMENT_H

#include "base/vg.h"

/* The tool's instrumentation callback. */
IRSB* ML_(instrument)(VgCallbackClosure* closure, IRSB* in,
                      const VexGuestLayout* layout,
                      const VexGuestExtents* extents, const VexArchInfo* host,
                      IRType guest_word, IRType host_word);

#endif
