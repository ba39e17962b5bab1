/* The columns of a grid that say what a row is about.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "identity.h"

#include "digits.h"

#include <stdlib.h>

void identity_columns(enum grouping by,
                      struct grid_column columns[IDENTITY_COLUMNS]) {
  bool path = by == GROUP_CONTEXTS;
  bool function = by == GROUP_LINES || by == GROUP_FUNCTIONS;
  enum grid_reader programs = path ? GRID_NOBODY : GRID_PROGRAMS;
  columns[IDENTITY_FILE] =
      (struct grid_column){"file", "File", GRID_NAME, programs};
  columns[IDENTITY_FUNCTION] =
      (struct grid_column){"function", "Function", GRID_NAME,
                           function ? GRID_PROGRAMS : GRID_NOBODY};
  columns[IDENTITY_LINE] =
      (struct grid_column){"line", "Line", GRID_NUMBER,
                           by == GROUP_LINES ? GRID_PROGRAMS : GRID_NOBODY};
  columns[IDENTITY_CONTEXT] =
      (struct grid_column){"context", "", GRID_NUMBER, GRID_NOBODY};
  columns[IDENTITY_PATH] =
      (struct grid_column){"path", "Path, innermost first", GRID_NAME,
                           path ? GRID_ALL : GRID_NOBODY};
  columns[IDENTITY_WHERE] =
      (struct grid_column){"where", by == GROUP_LINES ? "Line" : "File",
                           GRID_NAME, path ? GRID_NOBODY : GRID_PEOPLE};
  columns[IDENTITY_NAME] =
      (struct grid_column){"name", "Function", GRID_NAME,
                           function ? GRID_PEOPLE : GRID_NOBODY};
}

static const char *nonempty(const char *text) { return *text ? text : NULL; }

bool identity_set(struct grid *grid, union grid_cell *row,
                  const struct labels *labels, enum grouping by,
                  const struct group *group) {
  const struct profile *profile = labels->profile;
  row[IDENTITY_FILE].name = nonempty(profile_file(profile, group->file));
  row[IDENTITY_FUNCTION].name =
      nonempty(profile_function(profile, group->function));
  row[IDENTITY_CONTEXT].number = group->context;
  row[IDENTITY_NAME].name = labels_function(labels, group->function);
  row[IDENTITY_WHERE].name = labels_file(labels, group->file);
  if (by != GROUP_LINES)
    return true;
  const struct place *place = &profile->places[group->place];
  row[IDENTITY_WHERE].name = labels_line(labels, place, grid);
  if (place->line)
    row[IDENTITY_LINE].number = place->line;
  return row[IDENTITY_WHERE].name;
}

static void put_path(FILE *out, const struct labels *labels, int32_t context,
                     bool people) {
  const struct profile *profile = labels->profile;
  const char *before = "";
  for (; context >= 0; context = profile->contexts[context].parent)
    for (int32_t i = profile->contexts[context].place; i >= 0;
         i = profile->places[i].outer, before = " < ") {
      const struct place *place = &profile->places[i];
      fputs(before, out);
      if (place->file < 0) {
        fputs(PROFILE_NO_LINE, out);
        continue;
      }
      fputs(people ? labels_file(labels, place->file)
                   : profile_file(profile, place->file),
            out);
      putc(':', out);
      digits_put(out, place->line);
      putc(' ', out);
      fputs(labels_function(labels, place->function), out);
    }
}

bool identity_set_path(struct grid *grid, union grid_cell *row,
                       const struct labels *labels, bool people) {
  char *text = NULL;
  size_t length;
  FILE *out = open_memstream(&text, &length);
  if (!out)
    return false;
  put_path(out, labels, (int32_t)row[IDENTITY_CONTEXT].number, people);
  if (fclose(out) == 0)
    row[IDENTITY_PATH].name = arena_string(&grid->names, text, length);
  free(text);
  return row[IDENTITY_PATH].name;
}
