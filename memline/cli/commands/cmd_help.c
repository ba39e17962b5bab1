/* memline help: what the commands are and what each one does.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "commands/help.h"

#include <string.h>

struct request {
  bool manual;
  int shell; /* 0: none */
};

enum { SHELL_NONE = -1, SHELL_BASH, SHELL_ZSH };

static int run(int count, char **arguments) {
  struct request request = {.shell = SHELL_NONE};
  int operands = command_parse(&cmd_help, count, arguments, &request);
  if (operands < 0)
    return operands;
  if (operands > 1) {
    complain("help takes one command, found '%s' as well", arguments[2]);
    return STATUS_USAGE;
  }
  if (request.shell == SHELL_BASH)
    completion_bash(stdout, commands);
  else if (request.shell == SHELL_ZSH)
    completion_zsh(stdout, commands);
  else if (operands == 0)
    help_overview(stdout, commands);
  else if (strcmp(arguments[1], HELP_COLUMNS) == 0 && !request.manual)
    help_columns(stdout);
  else {
    const struct command *command = commands_find(arguments[1]);
    if (!command)
      return STATUS_ERROR;
    if (request.manual)
      manual_page(stdout, command);
    else
      help_command(stdout, command);
  }
  return STATUS_GOOD;
}

static const struct option_row options[] = {
    {.name = "man",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, manual),
     .help = "print the command's manual page, in troff's man macros"},
    {.name = "completion",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, shell),
     .argument = "SHELL",
     .values = "bash zsh",
     .help = "print the script with which bash or zsh complete memline's "
             "commands and options"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Options", options, 0), {0}};

static const struct option_refusal refusals[] = {
    {COMMAND_VIEW_OPTIONS, "help reads no profile"}, {0}};

static const struct command_example examples[] = {
    {"Complete commands in this bash",
     "eval \"$(memline help --completion=bash)\""},
    {"Read a manual page that is not installed",
     "memline help --man annotate | man -l -"},
    {0}};

const struct command cmd_help = {
    .name = "help",
    .summary = "List the commands, or explain one",
    .operands = "[COMMAND|" HELP_COLUMNS "]",
    .about = HELP_COLUMNS " explains the figures that there are of each line.",
    .groups = groups,
    .refusals = refusals,
    .examples = examples,
    .run = run,
};
