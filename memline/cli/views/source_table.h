/* The table of a function or file that people read: its lines with their
   figures and their source text.  The tool prints the same bytes of functions
   at exit, if nothing else was asked for.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SOURCE_TABLE_H
#define MEMLINE_CLI_SOURCE_TABLE_H

#include "analysis/columns.h"
#include "analysis/lines.h"
#include "analysis/source.h"
#include "shared/units.h"

#include <stdio.h>

/* Lines without code between two with code are left out, for three points,
   when those two are further apart than this. */
#define TABLE_MAX_GAP 200

struct table_style {
  const struct columns *columns;
  enum unit unit;
  bool colour;
  bool markdown;
  int width;      /* of the terminal, where lines of text are cut; 0: nowhere */
  bool instances; /* a table for each place that a function is inlined into */
  int heat;       /* a figure of which each line gets a bar; -1: none */
  long context;   /* only lines that allocated, freed or own something, and so
                     many around each; -1: all that have code */
};

/* Prints tables to one stream; one source file stays in memory between two
   tables.  Nothing that it points to is owned but `source`. */
struct source_table_printer {
  FILE *out;
  const struct lines *lines;
  const struct source_search *search;
  struct table_style style;
  int64_t hottest; /* the largest of the figure that bars show */
  size_t tables;   /* that were printed */
  int32_t file;    /* of which `source` is the text, if it was found */
  struct source *source;
  bool withheld; /* there is one, and it is not shown */
};

struct source_table_printer
source_table_printer(FILE *out, const struct lines *lines,
                     const struct source_search *search,
                     struct table_style style);

/* Prints a function: a table for each file that it has lines in.  The lines
   must be in LINES_BY_FUNCTION order, or for instances in LINES_BY_INSTANCE. */
void source_table_function(struct source_table_printer *printer,
                           int32_t function);

/* Prints all lines of a file, with the figures that PRINTER's lines have there,
   or nothing if there are none.  The lines must be in LINES_BY_POSITION
   order. */
void source_table_file(struct source_table_printer *printer, int32_t file);

/* Prints a line on what no line was active for, if there was anything. */
void source_table_no_line(struct source_table_printer *printer);

/* Frees what the printer holds. */
void source_table_close(struct source_table_printer *printer);

#endif
