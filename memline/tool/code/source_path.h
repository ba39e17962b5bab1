/* Paths of source files as debug information spells them, and what they come
   to: one file is one path.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SOURCE_PATH_H
#define MEMLINE_TOOL_SOURCE_PATH_H

#include "base/vg.h"

/* Returns DIR/NAME, or NAME where it is absolute or DIR is empty; the caller
   frees it. */
HChar* ML_(source_path_join)(const HChar* dir, const HChar* name);

/* Whether PATH is more than the names of folders and a file. */
Bool ML_(source_path_is_spelled)(const HChar* path);

/* Returns PATH without ".", doubled slashes and, but for those that a relative
   path begins with, ".."; the caller frees it.  A folder that ".." leaves is
   taken for what it is called, unless it is a link and the file found that way
   is another, or none.  Two look-ups in the file system, only where an absolute
   path has a "..". */
HChar* ML_(source_path_resolve)(const HChar* path);

#endif
