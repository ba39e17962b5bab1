/* The table of commands.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "base/suggest.h"

#include <string.h>

const struct command *const commands[] = {
#define ADDRESS(name) &cmd_##name,
    COMMANDS(ADDRESS) NULL,
#undef ADDRESS
};

#define COUNT (sizeof commands / sizeof commands[0] - 1)

const struct command *commands_find(const char *name) {
  const char *names[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    names[i] = commands[i]->name;
    if (strcmp(names[i], name) == 0)
      return commands[i];
  }
  const char *nearest = suggest_nearest(name, names, COUNT);
  if (nearest)
    complain("there is no command '%s'; did you mean '%s'?", name, nearest);
  else
    complain("there is no command '%s'; memline help lists those there are",
             name);
  return NULL;
}
