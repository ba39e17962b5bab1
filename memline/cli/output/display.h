/* Names on a terminal: how wide they are, and that they do nothing but stand
   there.  Control characters become '?'; bytes that are not UTF-8 are passed
   on and count as one column.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_DISPLAY_H
#define MEMLINE_CLI_DISPLAY_H

#include <stdio.h>

/* Columns that TEXT takes: none for what is combined with the character before
   it, two for wide characters. */
int display_width(const char *text);

/* Prints TEXT.  If it takes more than LIMIT columns, and LIMIT is not 0, it is
   cut and ends with three points.  Returns the columns printed. */
int display_put(FILE *out, const char *text, int limit);

#endif
