/* Bytes to profile.  Checks all that the rest of the command relies on, so
   that a damaged or hostile file ends here, with one message that says where.
   Never prints, never exits but for want of memory.  Memory grows with what was
   read, not with what the file claims; a big profile takes about three times
   its size.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_READER_H
#define MEMLINE_CLI_READER_H

#include "base/error.h"
#include "profile/profile.h"

/* What errors call standard input. */
#define READER_STDIN "(standard input)"

/* Reads the file PATH, gzipped or not, or standard input if it is "-".  On
   success the caller frees the profile with profile_free(); on failure it is
   empty. */
bool reader_file(const char *path, struct profile *profile,
                 struct error *error);

/* The same for LENGTH bytes, which errors call NAME. */
bool reader_memory(const void *bytes, size_t length, const char *name,
                   struct profile *profile, struct error *error);

#endif
