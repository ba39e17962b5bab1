/* What the core's debug information says of one address, as plain values: the
   extent and the name of its symbol, the calls inlined there.
   Not for keeping anything: places does.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SYMBOL_H
#define MEMLINE_TOOL_SYMBOL_H

#include "base/vg.h"

/* Finds the first address of the symbol that covers A and one past its last.
   Returns False where there is no symbol. */
Bool ML_(symbol_extent)(DiEpoch ep, Addr a, Addr* start, Addr* end);

/* The first address of the symbol that covers A; 0 where there is none. */
Addr ML_(symbol_start)(DiEpoch ep, Addr a);

/* Whether A is in code that the host puts into the program (its replacements
   of malloc): never the program's own line, even if it has debug info. */
Bool ML_(symbol_is_host)(DiEpoch ep, Addr a);

/* Whether FILE, an absolute path, is in /lib or /usr/lib. */
Bool ML_(symbol_is_system_file)(const HChar* file);

/* Whether A is in a shared library of the system: one with a soname, in /lib or
   /usr/lib. */
Bool ML_(symbol_is_system)(DiEpoch ep, Addr a);

/* Returns the demangled name of the function at A without the suffixes of
   clones and of symbol versions, "" if there is none; the caller frees it.
   *IS_PART becomes True for what looks like a part of it that is jumped into,
   never called (f.cold). */
HChar* ML_(symbol_name)(DiEpoch ep, Addr a, Bool* is_part);
/* The same with all that looks like suffixes. */
HChar* ML_(symbol_whole_name)(DiEpoch ep, Addr a);
/* Whether the suffix of a part at A must be the compiler's: a mangled name ends
   before it. */
Bool ML_(symbol_is_mangled)(DiEpoch ep, Addr a);
/* Where the symbol begins of which that at A is a part by name, in the same
   object; 0 if there is none. */
Addr ML_(symbol_of_part)(DiEpoch ep, Addr a);

/* One call that was inlined: which function, called from which line. */
typedef struct {
   HChar* function;
   HChar* caller_path; /* as it is spelled */
   UInt caller_line;
} InlineFrame;

/* Writes the calls inlined at A to FRAMES, outermost first, and returns their
   number, 0 if A is in no inlined code.  More than MAX are cut off at the
   inside.  ML_(symbol_free_frames)() frees their strings. */
UInt ML_(symbol_inline_frames)(DiEpoch ep, Addr a, InlineFrame frames[],
                               UInt max);
void ML_(symbol_free_frames)(InlineFrame frames[], UInt n);

#endif
