/* The rows of a table of source lines, as text or Markdown.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SOURCE_TABLE_ROW_H
#define MEMLINE_CLI_SOURCE_TABLE_ROW_H

#include "views/source_table.h"

void source_table_row_titles(const struct source_table_printer *printer);

/* FIGURES is NULL for a line without code; the text is fit to be shown, and a
   null byte is behind it. */
void source_table_row(const struct source_table_printer *printer, long line,
                      const int64_t *figures, const char *text, size_t length);

/* Where lines are left out. */
void source_table_row_gap(const struct source_table_printer *printer);

#endif
