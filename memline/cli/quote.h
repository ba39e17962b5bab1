/* Text as other programs read it between quotes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_QUOTE_H
#define MEMLINE_CLI_QUOTE_H

#include <stdio.h>

/* A JSON string with its quotes.  Bytes that are not UTF-8 are written as in a
   profile (docs/format.md). */
void quote_json(FILE *out, const char *text);

/* A cell of CSV as RFC 4180 has it, in quotes where it must be. */
void quote_csv(FILE *out, const char *text);

/* Within a cell of a Markdown table: on one line, and without any markup. */
void quote_markdown(FILE *out, const char *text);

#endif
