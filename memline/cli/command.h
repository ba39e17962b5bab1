/* What a command says about itself.  Each cmd_VERB.c holds one, and main.c has
   the table of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COMMAND_H
#define MEMLINE_CLI_COMMAND_H

/* Exit statuses. */
enum status {
  STATUS_GOOD = 0,
  STATUS_FAILED = 1, /* a check failed */
  STATUS_ERROR = 2,  /* wrong usage, or something cannot be read or written */
  /* Not for the caller of memline, but for main.c. */
  STATUS_HELP = -1, /* print the help of this command */
  STATUS_USAGE = -2 /* an error that the help would have prevented */
};

struct command {
  const char *name;
  const char *summary; /* one line without a full stop */
  const char *usage;   /* what comes behind "memline NAME" */
  const char *options; /* the rest of the help: lines with newlines */
  /* Gets its own name as arguments[0].  Prints errors itself. */
  int (*run)(int count, char **arguments);
};

/* Prints "memline: " and the text to stderr. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

extern const struct command cmd_annotate;
extern const struct command cmd_check_profile;
extern const struct command cmd_env;
extern const struct command cmd_run;

#endif
