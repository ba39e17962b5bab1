/* What a command says about itself, and what all commands begin with.  Each
   cmd_VERB.c holds one descriptor, and commands.c has the table of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COMMAND_H
#define MEMLINE_CLI_COMMAND_H

#include "base/arguments.h"
#include "profile/profile.h"
#include "views/view.h"

/* Exit statuses. */
enum status {
  STATUS_GOOD = 0,
  STATUS_FAILED = 1, /* a check failed, or two profiles differ */
  STATUS_ERROR = 2,  /* wrong usage, or something cannot be read or written */
  /* Not for the caller of memline, but for main.c. */
  STATUS_HELP = -1, /* print the help of this command */
  STATUS_USAGE = -2 /* an error that the help would have prevented */
};

struct command_example {
  const char *what; /* without a full stop */
  const char *line; /* for the shell */
};

/* Texts are wrapped where they are shown: a newline in them begins a line, as
   in a list, and an empty line a paragraph. */
struct command {
  const char *name;
  const char *summary;  /* one line without a full stop */
  const char *operands; /* what comes behind the options */
  const char *about;    /* paragraphs before the options; or NULL */
  const struct option_group *groups;      /* the last has no rows; or NULL */
  const struct option_refusal *refusals;  /* or NULL */
  const char *notes;                      /* paragraphs behind them; or NULL */
  const struct command_example *examples; /* the last has no line; or NULL */
  /* Gets its own name as arguments[0].  Prints errors itself. */
  int (*run)(int count, char **arguments);
};

/* The options that all views have, as names of a refusal. */
#define COMMAND_LINE_OPTIONS "func file exclude"
#define COMMAND_VIEW_OPTIONS                                                   \
  COMMAND_LINE_OPTIONS " columns sort top unit format color"

/* Prints "memline: " and the text to stderr. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* Reads the options into REQUEST and leaves the operands in arguments[1] and
   on.  Returns their number; if it is below 0, it is what run() must return. */
int command_parse(const struct command *command, int count, char **arguments,
                  void *request);

/* What a command does that shows one profile.  REQUEST is what its options are
   read into. */
struct command_steps {
  /* What the options say together; false is wrong usage.  May be NULL. */
  bool (*resolve)(void *request, struct error *error);
  /* Prints what else is wrong and returns the exit status.  PATH is the
     profile's name for messages. */
  int (*show)(void *request, const struct profile *profile, const char *path);
};

/* Reads the options and the profile that the operand names, or the newest one
   in this directory if there is none, and shows it.  Returns what run() must
   return. */
int command_show(const struct command *command, int count, char **arguments,
                 void *request, const struct command_steps *steps);

/* Says that VIEW's patterns fit nothing in the profile PATH. */
void command_empty(const struct view *view, const char *path);

/* What command_show() reads, for `about`. */
#define COMMAND_ABOUT_PROFILE                                                  \
  "FILE is a profile, gzipped or not, or - for standard input; without it, "   \
  "the newest memline.out.* in this directory."

#endif
