/* Reads one table of a profile, {"columns": [...], "rows": [[...], ...]}, by a
   list of the columns that we know.  Columns that we do not know are passed
   over; one of ours that is missing, unless it is of a later level than the
   first, or twice there is an error.  Holds one row at a time.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TABLE_READER_H
#define MEMLINE_CLI_TABLE_READER_H

#include "base/arena.h"
#include "profile/json.h"
#include "shared/profile.h"

union cell {
  int64_t number;
  const char *name;
};

struct table_column {
  const char *key; /* NULL: it is in no profile */
  enum cell_kind kind;
  int since; /* the level from which on it must be there */
};

/* More than any table of ours has, or of later versions. */
#define TABLE_MAX_COLUMNS 128

struct table {
  const char *name; /* for errors */
  const struct table_column *columns;
  size_t count;
  /* Gets, before the first row, which of `columns` are there.  NULL, or false
     stops, as with `add`. */
  bool (*begin)(void *to, const bool *present);
  /* Gets each row, its cells in the order of `columns`; false stops, and
     json_fail() must have been called. */
  bool (*add)(void *to, const union cell *row);
};

/* Names are copied to NAMES.  NONE is what null is read as, and a number that
   is not there. */
bool table_read(struct json *json, struct arena *names, int64_t none,
                const struct table *table, void *to);

/* A string as profiles write names: without NUL, and with the bytes that were
   not UTF-8 put back.  NULL after json_fail(). */
const char *table_read_name(struct json *json, struct arena *names);

#endif
