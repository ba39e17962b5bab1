/* Text as other programs read it: what becomes of bytes that are not UTF-8, of
   control characters, and of what a format uses itself.

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

/* On a line of its own, in a format without any quoting: '?' for each control
   character, every other byte as it is. */
void quote_line(FILE *out, const char *text);

/* The same with INSTEAD for each character AVOID. */
void quote_without(FILE *out, const char *text, char avoid, char instead);

/* What is between two double quotes where a backslash escapes these, itself
   and newlines, and all must be UTF-8; other control characters become '?'. */
void quote_label(FILE *out, const char *text);

/* For formats that take any UTF-8: bytes that are not are written as in a
   profile, all others as they are. */
void quote_utf8(FILE *out, const char *text);

#endif
