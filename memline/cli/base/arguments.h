/* The options of a command as tables: one row says how an option is written,
   what its value may be, where the value goes and what the help tells of it.
   Parser, help, manual pages and shell completion all read these rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_ARGUMENTS_H
#define MEMLINE_CLI_ARGUMENTS_H

#include "base/error.h"

#include <stddef.h>

/* What a value is, and the type of the field that it goes to. */
enum option_kind {
  OPTION_FLAG,   /* bool: no value */
  OPTION_TEXT,   /* const char *, not owned */
  OPTION_LIST,   /* struct option_list: may be repeated */
  OPTION_WORD,   /* int: which of `values` it is */
  OPTION_NUMBER, /* long: 0 or more, and LONG_MAX if it is beyond that */
  OPTION_SHARE   /* int: hundredths of a percent, written as 1.5% or 1.5 */
};

struct option_row {
  const char *name; /* without dashes */
  char letter;      /* as in -v; 0: none */
  enum option_kind kind;
  size_t at;            /* offset of the field */
  const char *argument; /* what the help calls the value; NULL for a flag */
  const char *values;   /* words separated by blanks, or an OPTION_... below;
                           NULL: anything */
  const char *help;     /* without newlines and without a full stop */
};

/* Values that are names of files or directories. */
#define OPTION_FILES "@files"
#define OPTION_FOLDERS "@folders"

/* Rows that go into one struct, which is at OFFSET of the request. */
struct option_group {
  const char *title; /* of the help's section, without a colon; NULL: that of
                        the group before */
  const struct option_row *rows;
  size_t count, offset;
};

#define OPTION_GROUP(title, rows, offset)                                      \
  { title, rows, sizeof(rows) / sizeof(rows)[0], offset }

/* More than anybody will type. */
#define OPTION_MAX_REPEATED 256

struct option_list {
  const char *items[OPTION_MAX_REPEATED];
  size_t count;
};

/* Options that other commands have, and why this one has not. */
struct option_refusal {
  const char *names; /* separated by blanks; NULL: the end of the list */
  const char *why;   /* a sentence without a full stop */
};

/* Why there is no option NAME; NULL if nothing is said of it. */
const char *arguments_refusal(const struct option_refusal *refusals,
                              const char *name);

/* What arguments_parse() returns if it is not a number of operands. */
#define ARGUMENTS_HELP -1
#define ARGUMENTS_WRONG -2

/* Reads arguments[1] to arguments[COUNT - 1] into REQUEST by the groups, of
   which the last has no rows; REFUSALS may be NULL.  A long option may be cut
   as long as it is clear, its value may follow as the next argument, and "--"
   ends the options. Operands move to arguments[1] and on, and their number is
   returned. */
int arguments_parse(const struct option_group *groups,
                    const struct option_refusal *refusals, int count,
                    char **arguments, void *request, struct error *error);

/* Calls VISIT for each word of VALUES. */
void arguments_each_value(const char *values,
                          void (*visit)(void *data, const char *word,
                                        size_t length),
                          void *data);

#endif
