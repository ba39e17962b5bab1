/* The rows that CSV and JSON have: a line of the program each, or a call path,
   with keys in the same order in every row.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_RECORD_H
#define MEMLINE_CLI_RECORD_H

#include "export.h"

/* Where it is from, where it is, and its figures. */
#define RECORD_FIELDS (7 + FIGURES)

struct field {
  const char *key;
  const char *text; /* NULL: a number */
  int64_t number;   /* FIGURE_NONE: there is none */
};

struct record {
  struct field fields[RECORD_FIELDS];
  int count;
  char *made; /* the text of a field that is nobody else's, or NULL */
};

/* The keys of a job's rows, without values. */
void record_head(const struct export_job *job, struct record *record);

/* Calls VISIT for each row, in which no text is the empty one: what has no name
   has no value.  Both the record and its texts are gone afterwards.  False if
   there is no memory. */
bool record_each(const struct export_job *job,
                 void (*visit)(void *data, const struct record *record),
                 void *data);

#endif
