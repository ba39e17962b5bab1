/* memline run: valgrind --tool=memline, with the directory that it needs.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "command.h"

#include "host.h"

#include <stdlib.h>
#include <string.h>

/* How many arguments are Valgrind's: those up to "--", or up to the first that
   is no option.  Valgrind's options never take a second word. */
static int count_options(int count, char **arguments) {
  int n = 0;
  while (n < count && arguments[n][0] == '-' &&
         strcmp(arguments[n], "--") != 0)
    n++;
  return n;
}

static int run(int count, char **arguments) {
  int options = count_options(count - 1, arguments + 1);
  for (int i = 1; i <= options; i++)
    if (strcmp(arguments[i], "--help") == 0)
      return STATUS_HELP;
  int program = 1 + options;
  if (program < count && strcmp(arguments[program], "--") == 0)
    program++;
  if (program >= count) {
    complain("run needs a program");
    return STATUS_USAGE;
  }
  /* valgrind --tool=memline OPTIONS -- PROGRAM ARGUMENTS, and NULL */
  char **command = calloc((size_t)count + 4, sizeof *command);
  if (!command) {
    complain("out of memory");
    return STATUS_ERROR;
  }
  int n = 1;
  command[n++] = (char *)"--tool=memline";
  for (int i = 1; i <= options; i++)
    command[n++] = arguments[i];
  command[n++] = (char *)"--";
  for (int i = program; i < count; i++)
    command[n++] = arguments[i];
  struct error error;
  host_exec(command, &error);
  complain("%s", error.text);
  free(command);
  return STATUS_ERROR;
}

const struct command cmd_run = {
    .name = "run",
    .summary = "Run a program under the tool",
    .usage = "[OPTION]... [--] PROGRAM [ARGUMENT]...",
    .options =
        "Options are Valgrind's and the tool's, among them:\n"
        "  --func=PATTERN            print the tables of these functions\n"
        "  --show=N                  print at most N tables [10]\n"
        "  --columns=LIST            the columns of the tables\n"
        "  --unit=UNIT               auto, B, KiB, MiB or GiB [auto]\n"
        "  --tables=yes|no           print tables at all [yes]\n"
        "  --memline-out-file=FILE   the profile [memline.out.%p]\n"
        "The exit status is the program's.\n",
    .run = run,
};
