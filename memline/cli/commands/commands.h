/* The commands that there are.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COMMANDS_H
#define MEMLINE_CLI_COMMANDS_H

#include "commands/command.h"

/* In the order in which help shows them; a _ is a - in the name. */
#define COMMANDS(X)                                                            \
  X(run)                                                                       \
  X(summary)                                                                   \
  X(annotate)                                                                  \
  X(top)                                                                       \
  X(tree)                                                                      \
  X(peak)                                                                      \
  X(leaks)                                                                     \
  X(churn)                                                                     \
  X(diff)                                                                      \
  X(merge)                                                                     \
  X(export)                                                                    \
  X(check_profile)                                                             \
  X(env)                                                                       \
  X(help)

#define COMMAND_DECLARE(name) extern const struct command cmd_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* By the order of COMMANDS; NULL is behind the last. */
extern const struct command *const commands[];

/* The command of that name; NULL after a complaint with the nearest one. */
const struct command *commands_find(const char *name);

#endif
