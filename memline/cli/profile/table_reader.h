/* Reads one table of a profile, {"columns": [...], "rows": [[...], ...]}, by a
   list of the columns that we know.  Columns that we do not know are passed
   over; one of ours that is missing, unless it is optional, or twice there is
   an error.  Holds one row at a time.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TABLE_READER_H
#define MEMLINE_CLI_TABLE_READER_H

#include "base/arena.h"
#include "profile/json.h"

/* What may stand in a cell. */
enum cell_kind {
  CELL_NAME,     /* a string */
  CELL_INDEX,    /* the number of a row somewhere, or -1 */
  CELL_LINE,     /* a line number, or 0 */
  CELL_FLAG,     /* 1 or 0 */
  CELL_AMOUNT,   /* not negative; the column's sum must be below 2^63 */
  CELL_LARGEST,  /* not negative; not to be summed up */
  CELL_CHANGE,   /* any whole number */
  CELL_OPTIONAL, /* not negative, or null, which becomes NONE */
};

union cell {
  int64_t number;
  const char *name;
};

struct rows_column {
  const char *key;
  enum cell_kind kind;
};

/* A profile's widest table has 19 columns; later versions may add some. */
#define ROWS_MAX_COLUMNS 128

struct rows_table {
  const char *name; /* of the table, for errors */
  const struct rows_column *columns;
  size_t count;
  size_t optional; /* how many of them, the last ones, need not be there */
  /* Gets each row, its cells in the order of `columns`; false stops, and
     json_fail() must have been called. */
  bool (*add)(void *to, const union cell *row);
};

/* Names are copied to NAMES.  NONE is what null is read as, and a number that
   is not there. */
bool rows_read(struct json *json, struct arena *names, int64_t none,
               const struct rows_table *table, void *to);

/* A string as profiles write names: without NUL, and with the bytes that were
   not UTF-8 put back.  NULL after json_fail(). */
const char *rows_name(struct json *json, struct arena *names);

#endif
