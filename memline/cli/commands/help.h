/* What the descriptors of commands look like as text for a person, as a manual
   page, and as a shell's completion.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_HELP_H
#define MEMLINE_CLI_HELP_H

#include "commands/command.h"

#include <stdio.h>

/* COMMANDS are all there are, with NULL behind the last. */
void help_overview(FILE *out, const struct command *const *commands);

/* What `help` takes besides commands: what the keys of columns stand for. */
#define HELP_COLUMNS "columns"
void help_columns(FILE *out);

/* One line. */
void help_usage(FILE *out, const struct command *command);

void help_command(FILE *out, const struct command *command);

/* The page memline-NAME(1) in troff's man macros. */
void manual_page(FILE *out, const struct command *command);

/* Scripts that bash and zsh load. */
void completion_bash(FILE *out, const struct command *const *commands);
void completion_zsh(FILE *out, const struct command *const *commands);

#endif
