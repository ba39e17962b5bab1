/* A row of CSV or JSON: keys and values, and how both formats write them.  What
   has no value is an empty cell of CSV (RFC 4180, with LF at the end of lines)
   and null in JSON; names in CSV are the bytes that the program had.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_RECORD_H
#define MEMLINE_CLI_RECORD_H

#include "output/digits.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* As many as any row has: those who fill one see to it. */
#define RECORD_FIELDS 56

struct field {
  const char *key, *text; /* not owned; text NULL: a number, or nothing */
  int64_t number;
  size_t length; /* of its digits; 0: there is none */
  char digits[DIGITS_ROOM];
};

/* Empty if all is 0.  One record serves for row after row, each from count 0
   on, with the same kind of value at the same place. */
struct record {
  struct field fields[RECORD_FIELDS];
  int count;
};

/* A NULL or empty text is none, and so is FIGURE_NONE. */
void record_add_text(struct record *record, const char *key, const char *text);
void record_add_number(struct record *record, const char *key, int64_t number);
void record_add_hundredths(struct record *record, const char *key,
                           int64_t number);

/* The keys, as the first line of a CSV file. */
void record_put_keys(FILE *out, const struct record *record);

void record_put_csv(FILE *out, const struct record *record);

/* An object on one line, without the end of that. */
void record_put_json(FILE *out, const struct record *record);

#endif
