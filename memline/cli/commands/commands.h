/* The commands that there are.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COMMANDS_H
#define MEMLINE_CLI_COMMANDS_H

#include "commands/command.h"

/* In the order in which help shows them; NULL is behind the last. */
extern const struct command *const commands[];

/* The command of that name; NULL after a complaint with the nearest one. */
const struct command *commands_find(const char *name);

extern const struct command cmd_annotate;
extern const struct command cmd_check_profile;
extern const struct command cmd_churn;
extern const struct command cmd_diff;
extern const struct command cmd_env;
extern const struct command cmd_export;
extern const struct command cmd_help;
extern const struct command cmd_leaks;
extern const struct command cmd_merge;
extern const struct command cmd_peak;
extern const struct command cmd_run;
extern const struct command cmd_summary;
extern const struct command cmd_top;
extern const struct command cmd_tree;

#endif
