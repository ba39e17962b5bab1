/* Where a command writes to: standard output, or the file that -o names.  A
   file keeps what was written before something went wrong, as it does where a
   shell redirects to it: it may be a pipe or a device.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_DESTINATION_H
#define MEMLINE_CLI_DESTINATION_H

#include "base/error.h"

#include <stdio.h>

struct destination {
  const char *path; /* NULL: standard output */
  FILE *out;
};

bool destination_open(struct destination *to, const char *path,
                      struct error *error);

/* False if not all could be written; of standard output, main.c says that. */
bool destination_close(struct destination *to, struct error *error);

#endif
