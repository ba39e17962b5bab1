/* The bytes of a profile: those of a file or of standard input, and if they
   are gzipped, what they hold.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_INPUT_H
#define MEMLINE_CLI_INPUT_H

#include "base/error.h"

#include <stddef.h>

struct input;

/* PATH "-" is standard input.  NULL if it cannot be opened. */
struct input *input_open(const char *path, struct error *error);

void input_close(struct input *input);

/* Reads at most SIZE bytes, which is below 2^31.  0 at the end; -1 if the
   system does not deliver the bytes or what is gzipped is damaged, and then
   ERROR holds the reason without the name of the file. */
long input_read(struct input *input, void *to, size_t size,
                struct error *error);

#endif
