/* The memline command: how one of its verbs is called, and how all of them
   end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "commands/help.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef MEMLINE_VERSION
#define MEMLINE_VERSION "0"
#endif

static int run(const struct command *command, int count, char **arguments) {
  int status = command->run(count, arguments);
  if (status == STATUS_HELP) {
    help_command(stdout, command);
    return STATUS_GOOD;
  }
  if (status == STATUS_USAGE) {
    help_usage(stderr, command);
    fprintf(stderr, "memline help %s says more.\n", command->name);
    return STATUS_ERROR;
  }
  return status;
}

static int dispatch(int count, char **arguments) {
  if (count < 2) {
    help_overview(stderr, commands);
    return STATUS_ERROR;
  }
  const char *name = arguments[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
    name = cmd_help.name;
  if (strcmp(name, "--version") == 0) {
    puts("memline " MEMLINE_VERSION);
    return STATUS_GOOD;
  }
  const struct command *command = commands_find(name);
  return command ? run(command, count - 1, arguments + 1) : STATUS_ERROR;
}

/* What was printed may only now turn out not to fit.  Somebody who closed the
   pipe wanted no more, and needs not be told. */
static int close_output(int status) {
  int failed = ferror(stdout);
  errno = 0;
  if (fclose(stdout) == 0 && !failed)
    return status;
  if (errno == EPIPE)
    return status;
  fprintf(stderr, "memline: standard output cannot be written: %s\n",
          errno ? strerror(errno) : "an earlier write failed");
  return STATUS_ERROR;
}

int main(int count, char **arguments) {
  static char buffer[1 << 16]; /* pipes would get a page at a time */
  if (!isatty(STDOUT_FILENO))
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  return close_output(dispatch(count, arguments));
}
