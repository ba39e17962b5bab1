/* The columns of a grid that say what a row is about.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/identity.h"

#include "base/memory.h"
#include "output/display.h"

#include <stdlib.h>
#include <string.h>

void identity_columns(enum grouping by,
                      struct grid_column columns[IDENTITY_COLUMNS]) {
  bool path = by == GROUP_CONTEXTS, all = by == GROUP_PROGRAM;
  bool function = by == GROUP_LINES || by == GROUP_FUNCTIONS;
  enum grid_reader programs = path || all ? GRID_NOBODY : GRID_PROGRAMS;
  columns[IDENTITY_FILE] =
      (struct grid_column){"file", "File", GRID_NAME, programs};
  columns[IDENTITY_FUNCTION] =
      (struct grid_column){"function", "Function", GRID_NAME,
                           function ? GRID_PROGRAMS : GRID_NOBODY};
  columns[IDENTITY_LINE] =
      (struct grid_column){"line", "Line", GRID_NUMBER,
                           by == GROUP_LINES ? GRID_PROGRAMS : GRID_NOBODY};
  columns[IDENTITY_PATH] =
      (struct grid_column){"path", "Path, innermost first", GRID_NAME,
                           path ? GRID_ALL : GRID_NOBODY};
  columns[IDENTITY_WHERE] =
      (struct grid_column){"where", by == GROUP_LINES ? "Line" : "File",
                           GRID_NAME, path || all ? GRID_NOBODY : GRID_PEOPLE};
  columns[IDENTITY_NAME] = (struct grid_column){
      "name", "Function", GRID_NAME, function ? GRID_PEOPLE : GRID_NOBODY};
}

static const char *nonempty(const char *text) { return *text ? text : NULL; }

void identity_set(struct grid *grid, union grid_cell *row,
                  const struct short_names *labels, enum grouping by,
                  const struct group *group) {
  const struct profile *profile = labels->profile;
  row[IDENTITY_FILE].name = nonempty(profile_file(profile, group->file));
  row[IDENTITY_FUNCTION].name =
      nonempty(profile_function(profile, group->function));
  row[IDENTITY_LINE].number = FIGURE_NONE;
  row[IDENTITY_PATH].name = NULL;
  row[IDENTITY_NAME].name = short_names_function(labels, group->function);
  row[IDENTITY_WHERE].name = short_names_file(labels, group->file);
  if (by != GROUP_LINES)
    return;
  const struct place *place = &profile->places[group->place];
  row[IDENTITY_WHERE].name = short_names_line(labels, place, &grid->names);
  if (place->line)
    row[IDENTITY_LINE].number = place->line;
}

/* A context without its amounts, so that those that lead to another lie close
   together. */
struct step {
  int32_t parent, place;
};

struct place_text {
  const char *text; /* NULL: not made yet */
  int length, width;
};

/* More contexts than anybody reads: what is outside of these is left out, so
   that deep recursion does not make all paths grow with its square. */
#define MOST_CONTEXTS 200
#define POINTS "..."

#define BETWEEN " < "
#define BETWEEN_LENGTH (sizeof BETWEEN - 1)

/* Paths are many and long, and the same places are in many of them: the text of
   each is made once. */
struct identity_paths {
  const struct short_names *labels;
  bool people;
  struct step *steps; /* of all contexts */
  struct place_text *places;
  struct arena arena; /* owns their texts */
  char *text;         /* of the last path, which grows */
  size_t capacity;
};

/* "g.c:5 g", and if it is inlined, " < " and where. */
static void put_place(const struct identity_paths *paths, int32_t row,
                      FILE *out) {
  const struct short_names *labels = paths->labels;
  const char *before = "";
  for (; row >= 0; row = labels->profile->places[row].outer, before = BETWEEN) {
    const struct place *place = &labels->profile->places[row];
    if (place->file < 0)
      fprintf(out, "%s" PROFILE_NO_LINE, before);
    else
      fprintf(out, "%s%s:%d %s", before,
              paths->people ? short_names_file(labels, place->file)
                            : profile_file(labels->profile, place->file),
              place->line, short_names_function(labels, place->function));
  }
}

static const struct place_text *text_of(struct identity_paths *paths,
                                        int32_t row) {
  struct place_text *place = &paths->places[row];
  char *made;
  size_t length;
  if (place->text)
    return place;
  FILE *out = memory_stream(&made, &length);
  put_place(paths, row, out);
  memory_stream_close(out);
  place->text = arena_string(&paths->arena, made, length);
  free(made);
  place->length = (int)length;
  place->width = display_width(place->text);
  return place;
}

int identity_path_width(struct identity_paths *paths, int32_t context) {
  int width = 0, most = MOST_CONTEXTS;
  for (; context >= 0 && most-- > 0; context = paths->steps[context].parent) {
    const struct place_text *place =
        text_of(paths, paths->steps[context].place);
    width += place->width + (width ? (int)BETWEEN_LENGTH : 0);
  }
  return context < 0 ? width : width + (int)(BETWEEN_LENGTH + strlen(POINTS));
}

static void make_room(struct identity_paths *paths, size_t length) {
  if (length < paths->capacity)
    return;
  paths->capacity = 2 * length + 1;
  paths->text = memory_resize(paths->text, paths->capacity, 1);
}

const char *identity_path(struct identity_paths *paths, int32_t context) {
  size_t at = 0;
  int most = MOST_CONTEXTS;
  for (; context >= 0 && most-- > 0; context = paths->steps[context].parent) {
    const struct place_text *place =
        text_of(paths, paths->steps[context].place);
    make_room(paths,
              at + 2 * BETWEEN_LENGTH + strlen(POINTS) + (size_t)place->length);
    if (at) {
      memcpy(paths->text + at, BETWEEN, BETWEEN_LENGTH);
      at += BETWEEN_LENGTH;
    }
    memcpy(paths->text + at, place->text, (size_t)place->length);
    at += (size_t)place->length;
  }
  strcpy(paths->text + at, context < 0 ? "" : BETWEEN POINTS);
  return paths->text;
}

struct identity_paths *identity_paths_make(const struct short_names *labels,
                                           bool people) {
  const struct profile *profile = labels->profile;
  struct identity_paths *paths = memory_zeroed(1, sizeof *paths);
  paths->labels = labels;
  paths->people = people;
  paths->steps = memory_new(profile->context_count, sizeof *paths->steps);
  paths->places = memory_zeroed(profile->place_count, sizeof *paths->places);
  for (size_t i = 0; i < profile->context_count; i++)
    paths->steps[i] =
        (struct step){profile->contexts[i].parent, profile->contexts[i].place};
  return paths;
}

void identity_paths_free(struct identity_paths *paths) {
  if (!paths)
    return;
  free(paths->steps);
  free(paths->places);
  free(paths->text);
  arena_free(&paths->arena);
  free(paths);
}
