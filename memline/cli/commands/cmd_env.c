/* memline env: what a shell needs in order to call valgrind itself.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "commands/valgrind.h"

#include <stdio.h>
#include <stdlib.h>

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
  int operands = command_parse(&cmd_env, count, arguments, NULL);
  if (operands < 0)
    return operands;
  if (operands > 0) {
    complain("env takes no arguments, found '%s'", arguments[1]);
    return STATUS_USAGE;
  }
  char *library = valgrind_library();
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

static const struct option_refusal refusals[] = {
    {COMMAND_VIEW_OPTIONS, "env reads no profile"}, {0}};

static const struct command_example examples[] = {
    {"Let this shell call Valgrind itself",
     "eval \"$(memline env)\" && valgrind --tool=memline ./program"},
    {0}};

const struct command cmd_env = {
    .name = "env",
    .summary = "Print what a shell needs to call valgrind --tool=memline",
    .operands = "",
    .about = "It is a comment if valgrind finds the tool by itself.",
    .refusals = refusals,
    .examples = examples,
    .run = run,
};
