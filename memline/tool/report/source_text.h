/* Reads source files: line by line for the tables printed at exit, and as a
   whole for the profile, which remembers what it held.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SOURCE_TEXT_H
#define MEMLINE_TOOL_SOURCE_TEXT_H

#include "base/vg.h"

typedef struct Source Source;

/* Opens the regular file at PATH, which must outlive it; NULL if there is none
   that can be read.  One file is open at a time, however many were not closed.
 */
Source* ML_(source_text_open)(const HChar* path);
/* Returns the text of LINE (from 1), fit to be shown: tabs expanded, trailing
   white space gone, other control characters as '?'; "" past the end of the
   file.  Asked for in any order, each is read about once: the lines behind it
   are quick to find, and so are those that were read before.  Valid until the
   next call. */
const HChar* ML_(source_text_line)(Source* source, UInt line);
void ML_(source_text_close)(Source* source);

/* Tells the SIZE in bytes of the file at PATH and the HASH of what it holds
   (shared/hash.h).  False if it is no regular file, cannot be read, or is
   larger than PROFILE_MAX_SOURCE. */
Bool ML_(source_text_digest)(const HChar* path, ULong* size, ULong* hash);

#endif
