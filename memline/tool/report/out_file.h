/* A file to write to, which appears whole or not at all.

   A regular file, or one that is not there yet, is written under another name
   beside it and renamed when it is complete.  That name cannot be foreseen, and
   the file is locked while its writer lives: what a killed one left behind is
   removed by the next that writes in the same directory.

   What else there is at a path is written to as it is: a device, a pipe, an
   open file of the process (/dev/stdout, /dev/fd/N), and what a symbolic link
   leads to.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_OUT_FILE_H
#define MEMLINE_TOOL_OUT_FILE_H

#include "base/vg.h"

typedef struct {
   const HChar* path; /* the caller's */
   Int fd;
   HChar* temporary; /* NULL: written to as it is */
} OutFile;

/* Both return 0, or the number of the error. */
Int ML_(out_file_open)(OutFile* file, const HChar* path);
/* ERROR is that of an earlier write: the file shall not appear. */
Int ML_(out_file_close)(OutFile* file, Int error);

#endif
