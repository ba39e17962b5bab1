/* The memline command: the table of its commands, and how one is called.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "command.h"

#include "error.h"
#include "suggest.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifndef MEMLINE_VERSION
#define MEMLINE_VERSION "0"
#endif

static const struct command *const commands[] = {
    &cmd_run,
    &cmd_annotate,
    &cmd_check_profile,
    &cmd_env,
};

#define COMMANDS (sizeof commands / sizeof commands[0])

void complain(const char *format, ...) {
  va_list arguments;
  char text[sizeof(struct error)];
  struct error error;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  error_set(&error, "%s", text);
  fflush(stdout);
  fprintf(stderr, "memline: %s\n", error.text);
}

static const struct command *find(const char *name) {
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static int unknown(const char *name) {
  const char *names[COMMANDS + 1];
  for (size_t i = 0; i < COMMANDS; i++)
    names[i] = commands[i]->name;
  names[COMMANDS] = "help";
  const char *nearest = suggest_nearest(name, names, COMMANDS + 1);
  if (nearest)
    complain("there is no command '%s'; did you mean '%s'?", name, nearest);
  else
    complain("there is no command '%s'; memline help lists those there are",
             name);
  return STATUS_ERROR;
}

static void help_overview(FILE *out) {
  fputs("Usage: memline COMMAND [ARGUMENTS]\n\n"
        "Line-level memory accounting for native programs.\n\n"
        "Commands:\n",
        out);
  for (size_t i = 0; i < COMMANDS; i++)
    fprintf(out, "  %-14s %s\n", commands[i]->name, commands[i]->summary);
  fputs("  help [COMMAND] Explain a command\n\n"
        "memline --version prints the version.\n"
        "Exit status: 0 fine, 1 a check failed, 2 wrong usage or unreadable "
        "input.\n",
        out);
}

static int help_command(const struct command *command) {
  printf("Usage: memline %s %s\n\n%s.\n\n%s", command->name, command->usage,
         command->summary, command->options);
  return STATUS_GOOD;
}

static int help(int count, char **arguments) {
  if (count == 1) {
    help_overview(stdout);
    return STATUS_GOOD;
  }
  const struct command *command = find(arguments[1]);
  return command ? help_command(command) : unknown(arguments[1]);
}

static int run(const struct command *command, int count, char **arguments) {
  int status = command->run(count, arguments);
  if (status == STATUS_HELP)
    return help_command(command);
  if (status == STATUS_USAGE) {
    fprintf(stderr, "Usage: memline %s %s\nmemline help %s says more.\n",
            command->name, command->usage, command->name);
    return STATUS_ERROR;
  }
  return status;
}

static int dispatch(int count, char **arguments) {
  if (count < 2) {
    help_overview(stderr);
    return STATUS_ERROR;
  }
  const char *name = arguments[1];
  if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 ||
      strcmp(name, "-h") == 0)
    return help(count - 1, arguments + 1);
  if (strcmp(name, "--version") == 0) {
    puts("memline " MEMLINE_VERSION);
    return STATUS_GOOD;
  }
  const struct command *command = find(name);
  return command ? run(command, count - 1, arguments + 1) : unknown(name);
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
  return close_output(dispatch(count, arguments));
}
