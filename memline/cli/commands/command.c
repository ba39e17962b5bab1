/* What all commands begin with.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/command.h"

#include "base/memory.h"
#include "profile/latest.h"
#include "profile/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Static_assert(STATUS_ERROR == MEMORY_STATUS, "no memory is an error");

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

int command_parse(const struct command *command, int count, char **arguments,
                  void *request) {
  static const struct option_group none = {0};
  struct error error;
  int operands =
      arguments_parse(command->groups ? command->groups : &none,
                      command->refusals, count, arguments, request, &error);
  if (operands == ARGUMENTS_HELP)
    return STATUS_HELP;
  if (operands == ARGUMENTS_WRONG) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  return operands;
}

/* The caller frees it; NULL if there is none. */
static char *path_of(int operands, char **arguments, struct error *error) {
  return operands ? memory_copy(arguments[1]) : latest_profile(error);
}

int command_show(const struct command *command, int count, char **arguments,
                 void *request, const struct command_steps *steps) {
  struct error error;
  struct profile profile;
  int status = STATUS_ERROR;
  int operands = command_parse(command, count, arguments, request);
  if (operands < 0)
    return operands;
  if (steps->resolve && !steps->resolve(request, &error)) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  if (operands > 1) {
    complain("%s takes one profile, found '%s' as well", command->name,
             arguments[2]);
    return STATUS_USAGE;
  }
  char *path = path_of(operands, arguments, &error);
  if (path && reader_file(path, &profile, &error)) {
    status = steps->show(request, &profile, path);
    profile_free(&profile);
  } else {
    complain("%s", error.text);
  }
  free(path);
  return status;
}

void command_empty(const struct view *view, const char *path) {
  const struct selection_wish *wish = &view->selection;
  const struct option_list *list = wish->functions.count ? &wish->functions
                                   : wish->files.count   ? &wish->files
                                                         : &wish->exclude;
  const char *name = list == &wish->functions ? "--func"
                     : list == &wish->files   ? "--file"
                                              : "--exclude";
  if (list == &wish->exclude && list->count > 0)
    complain("%s: --exclude leaves nothing of it", path);
  else if (list->count > 0)
    complain("%s: nothing fits %s=%s%s", path, name, list->items[0],
             list->count > 1 ? " or the others" : "");
  else
    complain("%s: there is nothing to show", path);
}
