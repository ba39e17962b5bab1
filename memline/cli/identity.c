/* The columns of a grid that say what a row is about.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "identity.h"

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
  row[IDENTITY_WHERE].name = labels_line(labels, place, &grid->names);
  if (place->line)
    row[IDENTITY_LINE].number = place->line;
  return row[IDENTITY_WHERE].name;
}

/* A context without its amounts, so that those that lead to another lie close
   together. */
struct step {
  int32_t parent, place;
};

/* Paths are many and long, and the same places are in many of them: the text of
   each is made once, and one stream serves all paths. */
struct path_texts {
  const struct labels *labels;
  bool people;
  struct step *steps; /* of all contexts */
  struct arena arena;
  const char **places; /* their texts; NULL: not made yet */
  FILE *out;
  char *text;
  size_t length;
};

/* "g.c:5 g", and if it is inlined, " < " and where. */
static void put_place(const struct path_texts *paths, int32_t row, FILE *out) {
  const struct labels *labels = paths->labels;
  const char *before = "";
  for (; row >= 0; row = labels->profile->places[row].outer, before = " < ") {
    const struct place *place = &labels->profile->places[row];
    if (place->file < 0)
      fprintf(out, "%s" PROFILE_NO_LINE, before);
    else
      fprintf(out, "%s%s:%d %s", before,
              paths->people ? labels_file(labels, place->file)
                            : profile_file(labels->profile, place->file),
              place->line, labels_function(labels, place->function));
  }
}

/* NULL if there is no memory. */
static const char *make_place(struct path_texts *paths, int32_t row) {
  char *made = NULL;
  size_t length;
  FILE *out = open_memstream(&made, &length);
  if (!out)
    return NULL;
  put_place(paths, row, out);
  const char *text = fclose(out) == 0
                         ? arena_string(&paths->arena, made, length)
                         : NULL;
  free(made);
  return text;
}

static bool put_path(struct path_texts *paths, int32_t context) {
  const char *before = "";
  for (; context >= 0; context = paths->steps[context].parent) {
    int32_t place = paths->steps[context].place;
    const char **text = &paths->places[place];
    if (!*text && !(*text = make_place(paths, place)))
      return false;
    fputs(before, paths->out);
    fputs(*text, paths->out);
    before = " < ";
  }
  return true;
}

static bool set_path(struct path_texts *paths, struct grid *grid,
                     union grid_cell *row) {
  rewind(paths->out);
  if (!put_path(paths, (int32_t)row[IDENTITY_CONTEXT].number) ||
      fflush(paths->out) != 0)
    return false;
  row[IDENTITY_PATH].name =
      arena_string(&grid->names, paths->text, paths->length);
  return row[IDENTITY_PATH].name;
}

static bool make_paths(struct path_texts *paths) {
  const struct profile *profile = paths->labels->profile;
  paths->steps = malloc((profile->context_count + 1) * sizeof *paths->steps);
  paths->places = calloc(profile->place_count, sizeof *paths->places);
  paths->out = open_memstream(&paths->text, &paths->length);
  for (size_t i = 0; paths->steps && i < profile->context_count; i++)
    paths->steps[i] = (struct step){profile->contexts[i].parent,
                                    profile->contexts[i].place};
  return paths->steps && paths->places && paths->out;
}

bool identity_set_paths(struct grid *grid, const struct labels *labels,
                        bool people) {
  struct path_texts paths = {.labels = labels, .people = people};
  bool good = make_paths(&paths);
  for (size_t i = 0; good && i < grid->row_count; i++)
    good = set_path(&paths, grid, &grid->cells[i * grid->column_count]);
  if (paths.out)
    fclose(paths.out);
  free(paths.text);
  free(paths.places);
  free(paths.steps);
  arena_free(&paths.arena);
  return good;
}
