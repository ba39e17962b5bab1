/* Does a function fit what --func says?  A pattern is a shell glob on the
   function's name, on its file (whole path or last part), or on both as
   FILE:FUNCTION.  A pattern without parentheses also fits a C++ function
   without its parameters: `ns::f` fits `ns::f(int) const`.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_PATTERN_H
#define MEMLINE_CLI_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

bool pattern_fits(const char *pattern, const char *file, const char *function);

/* Does a file fit, by its whole path or its last part? */
bool pattern_fits_file(const char *pattern, const char *file);

/* How long a function's name is without its parameters and what follows them;
   its whole length if it has none. */
size_t pattern_bare_length(const char *function);

#endif
