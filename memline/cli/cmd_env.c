/* memline env: what a shell needs in order to call valgrind itself.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "command.h"

#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In single quotes nothing is special but the quote. */
static void put_quoted(const char *text) {
  putchar('\'');
  for (; *text; text++)
    if (*text == '\'')
      fputs("'\\''", stdout);
    else
      putchar(*text);
  putchar('\'');
}

static int run(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "--help") == 0)
    return STATUS_HELP;
  if (count > 1) {
    complain("env takes no arguments, found '%s'", arguments[1]);
    return STATUS_USAGE;
  }
  char *library = host_library();
  if (library) {
    fputs("export VALGRIND_LIB=", stdout);
    put_quoted(library);
    putchar('\n');
  } else {
    puts("# Nothing to set: valgrind finds the tool by itself.");
  }
  free(library);
  return STATUS_GOOD;
}

const struct command cmd_env = {
    .name = "env",
    .summary = "Print what a shell needs to call valgrind --tool=memline",
    .usage = "",
    .options = "Use it as: eval \"$(memline env)\"\n",
    .run = run,
};
