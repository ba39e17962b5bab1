/* What went wrong, as text for the person who called.  Libraries fill one and
   return false; only commands print it.  Not for program errors: those assert.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_ERROR_H
#define MEMLINE_CLI_ERROR_H

#include <stdbool.h>

/* A longer text is cut: the end of an endless name tells nobody anything. */
struct error {
  char text[1024];
};

/* Always false, so that a function can end with `return error_set(...)`.
   Control characters become '?', for text that came out of a hostile file. */
__attribute__((format(printf, 2, 3))) bool error_set(struct error *error,
                                                     const char *format, ...);

#endif
