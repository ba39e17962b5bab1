/* Profiles in other formats.  Each format is one file with one descriptor.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_EXPORT_H
#define MEMLINE_CLI_EXPORT_H

#include "columns.h"
#include "lines.h"

#include <stdio.h>

/* What to write.  Nothing in here is owned. */
struct export_job {
  const struct lines *lines; /* one row each, in this order */
  const struct columns *columns;
  bool inlined_at; /* the lines are apart: say where each is inlined */
  bool no_line;    /* begin with the row that has no line */
};

struct export {
  const char *name;
  /* False if there is no memory; write errors stay with the stream. */
  bool (*write)(const struct export_job *job, FILE *out);
};

/* Columns that say which line a row is about, before the figures. */
#define EXPORT_FILE "file"
#define EXPORT_FUNCTION "function"
#define EXPORT_LINE "line"
#define EXPORT_INLINED_AT "inlined_at"

extern const struct export export_csv;
extern const struct export export_json;

#endif
