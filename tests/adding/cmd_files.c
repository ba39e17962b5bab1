/* memline files: what a view consists of, and no more.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "views/identity.h"

enum { COLUMN_BYTES_FREED = IDENTITY_COLUMNS, COLUMNS };

struct files {
  struct view view;
  struct grid_column columns[COLUMNS];
  struct grid grid;
};

static int show(void *data, const struct profile *profile, const char *path) {
  struct files *files = data;
  struct selection selection;
  struct short_names names;
  struct groups groups;
  struct terminal output;
  (void)path;
  selection_make(profile, &files->view.selection, &selection);
  groups_collect(profile, &selection, GROUP_FILES, &groups);
  short_names_make(profile, &names);
  for (size_t i = 0; i < groups.count; i++) {
    union grid_cell *row = grid_add(&files->grid);
    identity_set(&files->grid, row, &names, GROUP_FILES, &groups.items[i]);
    row[COLUMN_BYTES_FREED].number = groups.items[i].figures[FIGURE_SELF_FREED];
  }
  terminal_open(&output, files->view.colour);
  grid_print(&files->grid, &files->view, &output);
  terminal_close(&output);
  short_names_free(&names);
  groups_free(&groups);
  selection_free(&selection);
  return STATUS_GOOD;
}

static bool resolve(void *data, struct error *error) {
  struct files *files = data;
  identity_columns(GROUP_FILES, files->columns);
  files->columns[COLUMN_BYTES_FREED] =
      (struct grid_column){"freed", "Freed", GRID_BYTES, GRID_ALL};
  files->grid = grid_new(files->columns, COLUMNS);
  return grid_choose(&files->grid, &files->view, "freed", error);
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, show};
  struct files files = {.view = VIEW_DEFAULT};
  int status = command_show(&cmd_files, count, arguments, &files, &steps);
  grid_free(&files.grid);
  return status;
}

static const struct option_group groups[] = {VIEW_GROUPS(files, view), {0}};

const struct command cmd_files = {
    .name = "files",
    .summary = "Show what the lines of each file freed",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .run = run,
};
