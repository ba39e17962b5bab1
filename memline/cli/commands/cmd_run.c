/* memline run: valgrind --tool=memline, with the directory that it needs.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/columns.h"
#include "base/memory.h"
#include "commands/valgrind.h"
#include "shared/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many arguments are Valgrind's: those up to "--", or up to the first that
   is no option.  Valgrind's options never take a second word. */
static int count_options(int count, char **arguments) {
  int n = 0;
  while (n < count && arguments[n][0] == '-' && strcmp(arguments[n], "--") != 0)
    n++;
  return n;
}

static const struct option_refusal refusals[] = {
    {"file exclude", "--func=PATTERN fits files as well, and memline annotate "
                     "has it for the profile"},
    {"sort top format color", "memline annotate has it for the profile that a "
                              "run leaves"},
    {0}};

/* Of the options that memline has elsewhere and Valgrind nowhere.  Prints why
   there is none. */
static bool is_refused(const char *argument) {
  char name[16];
  size_t length = strcspn(argument, "=");
  if (length < 3 || length - 2 >= sizeof name)
    return false;
  snprintf(name, sizeof name, "%.*s", (int)(length - 2), argument + 2);
  const char *why = arguments_refusal(refusals, name);
  if (why)
    complain("there is no --%s here: %s", name, why);
  return why;
}

static int run(int count, char **arguments) {
  int options = count_options(count - 1, arguments + 1);
  for (int i = 1; i <= options; i++)
    if (strcmp(arguments[i], "--help") == 0)
      return STATUS_HELP;
    else if (is_refused(arguments[i]))
      return STATUS_USAGE;
  int program = 1 + options;
  if (program < count && strcmp(arguments[program], "--") == 0)
    program++;
  if (program >= count) {
    complain("run needs a program");
    return STATUS_USAGE;
  }
  /* valgrind --tool=memline OPTIONS -- PROGRAM ARGUMENTS, and NULL */
  char **command = memory_zeroed((size_t)count + 4, sizeof *command);
  int n = 1;
  command[n++] = (char *)"--tool=memline";
  for (int i = 1; i <= options; i++)
    command[n++] = arguments[i];
  command[n++] = (char *)"--";
  for (int i = program; i < count; i++)
    command[n++] = arguments[i];
  struct error error;
  valgrind_exec(command, &error);
  complain("%s", error.text);
  free(command);
  return STATUS_ERROR;
}

/* The tool reads them; here they are for help and completion. */
static const struct option_row options[] = {
    {.name = "func",
     .argument = "PATTERN",
     .help = "print the tables of functions that fit; may be repeated"},
    {.name = "show",
     .argument = "N",
     .help = "without --func, print at most N tables, 0 for all [10]"},
    {.name = "columns",
     .argument = "LIST",
     .values = COLUMNS_WORDS,
     .help = "the columns of the tables: keys, all, default; +LIST adds to "
             "the default"},
    {.name = "unit",
     .argument = "UNIT",
     .values = UNIT_WORDS,
     .help = "auto, B, KiB, MiB or GiB [auto]"},
    {.name = "tables",
     .argument = "yes|no",
     .values = "yes no",
     .help = "print tables at all [yes]"},
    {.name = "memline-out-file",
     .argument = "FILE",
     .values = OPTION_FILES,
     .help = "the profile; %p is the process id [memline.out.%p]"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("The tool's options (Valgrind's own can be given as well)",
                 options, 0),
    {0}};

static const struct command_example examples[] = {
    {"Profile a program, and print nothing but its tables",
     "memline run -q -- ./program --its-option"},
    {"Only write the profile", "memline run --tables=no ./program"},
    {0}};

const struct command cmd_run = {
    .name = "run",
    .summary = "Run a program under the tool",
    .operands = "[--] PROGRAM [ARGUMENT]...",
    .about = "The exit status is the program's. Tables go where Valgrind's "
             "messages go.",
    .groups = groups,
    .examples = examples,
    .run = run,
};
