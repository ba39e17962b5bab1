/* Profile to bytes, as docs/format.md describes them: the other direction of
   the reader, for profiles that the command has made.  What the reader does
   not keep is not written: options, and keys and columns that it does not
   know.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_WRITER_H
#define MEMLINE_CLI_WRITER_H

#include "profile/profile.h"

#include <stdio.h>

/* Errors stay with the stream. */
void writer_profile(const struct profile *profile, FILE *out);

#endif
