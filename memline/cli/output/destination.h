/* Where a command writes to: standard output, or the file that -o names.  A
   regular file appears whole or stays what it was: it is written under another
   name beside it and renamed.  What else there is, a pipe, a device or what a
   link leads to, is written to as it is, and keeps what was written before
   something went wrong.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_DESTINATION_H
#define MEMLINE_CLI_DESTINATION_H

#include "base/error.h"

#include <stdio.h>

struct destination {
  const char *path; /* NULL: standard output */
  FILE *out;
  char *temporary; /* NULL: written to as it is */
};

bool destination_open(struct destination *to, const char *path,
                      struct error *error);

/* False if not all could be written; of standard output, main.c says that. */
bool destination_close(struct destination *to, struct error *error);

/* Whether PATH is a regular file, and the same as the file at INPUT. */
bool destination_is_input(const char *path, const char *input);

#endif
