/* The profile format, as both sides of it must know it: the tool that writes
   a profile and the command that reads one.  docs/format.md explains it and
   docs/profile.schema.json checks it.

   This header holds names, limits and one table of columns.  It holds no code
   and includes nothing, so that the freestanding tool can use it as well.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_PROFILE_H
#define MEMLINE_SHARED_PROFILE_H

/* The value of "format", and of "version".  The version rises when a reader
   of the old one would misunderstand the new one; a key or a column more is
   no new version, because readers pass over what they do not know. */
#define PROFILE_FORMAT "memline-profile"
#define PROFILE_VERSION 1

/* Profiles are named memline.out.PID unless the user says otherwise. */
#define PROFILE_DEFAULT_NAME "memline.out.%p"
#define PROFILE_DEFAULT_PREFIX "memline.out."

/* What a reader may refuse to go beyond.  The writer keeps within them. */
#define PROFILE_MAX_STRING 4194304    /* bytes of one name or argument */
#define PROFILE_MAX_LINE 2147483647   /* a line number */
#define PROFILE_MAX_SOURCE (1L << 30) /* bytes of a source file */

/* How a figure is shown. */
#define COLUMN_BYTES 0        /* a size: never negative */
#define COLUMN_SIGNED_BYTES 1 /* a change of size */
#define COLUMN_COUNT 2        /* a number of visits or blocks */

/* Every figure of a line, in the order in which tables and exports show them:
   X(identifier, key, title, kind).  The key names the column in the profile,
   in CSV and in --columns.  All are stored in a profile's places but
   increment, which is allocated - freed. */
#define PROFILE_COLUMNS(X)                                                     \
  X(MEM_USAGE, "mem_usage", "Mem usage", COLUMN_BYTES)                         \
  X(INCREMENT, "increment", "Increment", COLUMN_SIGNED_BYTES)                  \
  X(OCCURRENCES, "occurrences", "Occurrences", COLUMN_COUNT)                   \
  X(PEAK, "peak", "Peak", COLUMN_BYTES)                                        \
  X(ALLOCATED, "allocated", "Allocated", COLUMN_BYTES)                         \
  X(FREED, "freed", "Freed", COLUMN_BYTES)                                     \
  X(ALLOCS, "allocs", "Allocs", COLUMN_COUNT)                                  \
  X(FREES, "frees", "Frees", COLUMN_COUNT)                                     \
  X(SELF_ALLOCATED, "self_allocated", "Self alloc'd", COLUMN_BYTES)            \
  X(SELF_FREED, "self_freed", "Self freed", COLUMN_BYTES)                      \
  X(SELF_ALLOCS, "self_allocs", "Self allocs", COLUMN_COUNT)                   \
  X(SELF_FREES, "self_frees", "Self frees", COLUMN_COUNT)                      \
  X(AT_PEAK_BYTES, "at_peak_bytes", "At peak", COLUMN_BYTES)                   \
  X(AT_PEAK_BLOCKS, "at_peak_blocks", "Blocks@peak", COLUMN_COUNT)             \
  X(AT_EXIT_BYTES, "at_exit_bytes", "At exit", COLUMN_BYTES)                   \
  X(AT_EXIT_BLOCKS, "at_exit_blocks", "Blocks@exit", COLUMN_COUNT)

/* The columns that a table shows unless asked for others. */
#define PROFILE_DEFAULT_COLUMNS "mem_usage,increment,occurrences"

/* What the row for everything that no line was active for is called. */
#define PROFILE_NO_LINE "(no line information)"

/* A byte of a name that is not part of valid UTF-8 is written as the
   character PROFILE_RAW_BYTE + byte (U+EF80 to U+EFFF), so that the file is
   valid JSON and no byte of a name is lost. */
#define PROFILE_RAW_BYTE 0xef00

#endif
