/* The rows of a profile's tables as they are read.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/builder.h"

#include "base/grow.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* A column that all profiles have. */
#define PLAIN_COLUMN(id, key, kind, ...) {key, CELL_##kind, 1},

struct builder builder_new(struct json *json, struct profile *profile) {
  const struct reference none = {-1, 0};
  return (struct builder){json, profile, none, none, none};
}

static void refer(struct builder *builder, struct reference *reference,
                  int64_t row) {
  if (row > reference->highest) {
    reference->highest = row;
    reference->line = json_line(builder->json);
  }
}

static bool check_reference(struct builder *builder,
                            const struct reference *reference, size_t count,
                            const char *table) {
  if (reference->highest < (int64_t)count)
    return true;
  return json_fail(builder->json, reference->line,
                   "expected one of %zu rows of %s, found number %lld", count,
                   table, (long long)reference->highest);
}

/* An array and its length grow together; the capacity is the length rounded
   up to the steps in which grow() goes. */
void *builder_room(struct builder *builder, void *items, size_t count,
                   size_t size) {
  size_t capacity = 0;
  if (count)
    for (capacity = 16; capacity < count;)
      capacity *= 2;
  if (count >= INT32_MAX) {
    json_fail(builder->json, json_line(builder->json),
              "expected fewer than 2^31 rows, found more");
    return NULL;
  }
  return grow(items, count, &capacity, size);
}

void builder_files_read(struct builder *builder) {
  struct profile *profile = builder->profile;
  profile->digests =
      memory_zeroed(profile->file_count, sizeof *profile->digests);
  for (size_t i = 0; i < profile->file_count; i++)
    profile->digests[i].size = -1;
}

static const struct table_column function_columns[] = {
    PROFILE_FUNCTIONS_COLUMNS(PLAIN_COLUMN)};

static bool add_function(void *to, const union cell *row) {
  struct builder *builder = to;
  struct profile *profile = builder->profile;
  if (row[FUNCTIONS_FILE].number < 0)
    return json_fail(builder->json, json_line(builder->json),
                     "expected the file of a function, found -1");
  struct function *grown =
      builder_room(builder, profile->functions, profile->function_count,
                   sizeof *profile->functions);
  if (!grown)
    return false;
  profile->functions = grown;
  refer(builder, &builder->to_files, row[FUNCTIONS_FILE].number);
  grown[profile->function_count++] = (struct function){
      .name = row[FUNCTIONS_NAME].name,
      .file = (int32_t)row[FUNCTIONS_FILE].number,
      .system = row[FUNCTIONS_SYSTEM].number,
      .calls = row[FUNCTIONS_CALLS].number,
      .net = row[FUNCTIONS_NET].number,
      .peak = row[FUNCTIONS_PEAK].number,
  };
  return true;
}

/* Behind them come the figures that are stored; the kind of cell follows from
   what a figure is of several places. */
#define CELL_OF_SUM CELL_AMOUNT
#define CELL_OF_WORST CELL_AMOUNT
#define CELL_OF_LARGEST CELL_OPTIONAL
#define CELL_OF_NET CELL_CHANGE

static const struct table_column place_columns[PLACES_COLUMNS + FIGURES] = {
    PROFILE_PLACES_COLUMNS(PLAIN_COLUMN)
#define FIGURE_COLUMN(id, key, title, unit, join, scope, stored, since, ...)   \
  {stored ? key : NULL, CELL_OF_##join, since},
        PROFILE_FIGURES(FIGURE_COLUMN)
#undef FIGURE_COLUMN
};

static bool begin_places(void *to, const bool *present) {
  struct builder *builder = to;
  for (int i = 0; i < FIGURES; i++)
    builder->profile->lacks[i] =
        figure_columns[i].join != JOIN_NET && !present[PLACES_COLUMNS + i];
  return true;
}

/* How many levels has a place that is inlined into OUTER?  Those that are there
   have no more than are allowed. */
static int levels_of(const struct profile *profile, int32_t outer) {
  int levels = 1;
  for (; outer >= 0; outer = profile->places[outer].outer)
    levels++;
  return levels;
}

/* Place 0 is what no line was active for, and no other place is like it. */
static bool check_place(struct builder *builder, const struct place *place) {
  struct json *json = builder->json;
  size_t row = builder->profile->place_count;
  bool none = place->function == -1 && place->file == -1 && place->line == 0 &&
              place->outer == -1;
  bool line = place->function >= 0 && place->file >= 0 && place->line > 0;
  if (row == 0 && !none)
    return json_fail(json, json_line(json),
                     "expected the place without line (outer, function and "
                     "file -1, line 0) first, found another");
  if (row > 0 && !line)
    return json_fail(json, json_line(json),
                     "expected a function, file and line in place %zu, "
                     "found %d, %d and %d",
                     row, place->function, place->file, place->line);
  if (place->outer >= 0 && (size_t)place->outer >= row)
    return json_fail(json, json_line(json),
                     "expected an earlier place as outer of place %zu, "
                     "found %d",
                     row, place->outer);
  if (place->outer == 0)
    return json_fail(json, json_line(json),
                     "expected a place with a line as outer of place %zu, "
                     "found 0",
                     row);
  if (levels_of(builder->profile, place->outer) > PROFILE_MAX_LEVELS)
    return json_fail(json, json_line(json),
                     "expected at most %d levels of inlined calls, found more "
                     "in place %zu",
                     PROFILE_MAX_LEVELS, row);
  return true;
}

static bool add_place(void *to, const union cell *row) {
  struct builder *builder = to;
  struct profile *profile = builder->profile;
  struct place *grown = builder_room(builder, profile->places,
                                     profile->place_count, sizeof *grown);
  if (!grown)
    return false;
  profile->places = grown;
  struct place *place = &grown[profile->place_count];
  place->outer = (int32_t)row[PLACES_OUTER].number;
  place->function = (int32_t)row[PLACES_FUNCTION].number;
  place->file = (int32_t)row[PLACES_FILE].number;
  place->line = (int32_t)row[PLACES_LINE].number;
  if (!check_place(builder, place))
    return false;
  for (int i = 0; i < FIGURES; i++)
    place->figures[i] = row[PLACES_COLUMNS + i].number;
  place->figures[FIGURE_INCREMENT] =
      place->figures[FIGURE_ALLOCATED] - place->figures[FIGURE_FREED];
  refer(builder, &builder->to_functions, place->function);
  refer(builder, &builder->to_files, place->file);
  profile->place_count++;
  return true;
}

static const struct table_column context_columns[] = {
    PROFILE_CONTEXTS_COLUMNS(PLAIN_COLUMN)
#define AMOUNT_COLUMN(id, key, ...) {key, CELL_AMOUNT, 1},
        PROFILE_AMOUNTS(AMOUNT_COLUMN)
#undef AMOUNT_COLUMN
#define LIFE_COLUMN(id, key, unit, join, since, meaning)                       \
  {key, JOIN_##join == JOIN_LARGEST ? CELL_LARGEST : CELL_AMOUNT, since},
            PROFILE_LIVES(LIFE_COLUMN)
#undef LIFE_COLUMN
};

/* All of the last columns, or none. */
static bool add_lives(struct builder *builder, const union cell *cells) {
  struct profile *profile = builder->profile;
  size_t number = profile->context_count;
  int known = 0;
  for (int i = 0; i < LIVES; i++)
    known += cells[i].number != FIGURE_NONE;
  if (known == 0)
    return true;
  if (known < LIVES)
    return json_fail(builder->json, json_line(builder->json),
                     "expected %d columns about the lives of blocks in "
                     "contexts, found %d",
                     LIVES, known);
  int64_t(*grown)[LIVES] =
      builder_room(builder, profile->lives, number, sizeof *grown);
  if (!grown)
    return false;
  profile->lives = grown;
  for (int i = 0; i < LIVES; i++)
    grown[number][i] = cells[i].number;
  return true;
}

static bool add_context(void *to, const union cell *row) {
  struct builder *builder = to;
  struct profile *profile = builder->profile;
  size_t number = profile->context_count;
  if (row[CONTEXTS_PARENT].number >= (int64_t)number)
    return json_fail(builder->json, json_line(builder->json),
                     "expected an earlier context as parent of context %zu, "
                     "found %lld",
                     number, (long long)row[CONTEXTS_PARENT].number);
  if (row[CONTEXTS_PLACE].number < 0)
    return json_fail(builder->json, json_line(builder->json),
                     "expected the place of context %zu, found -1", number);
  struct context *grown =
      builder_room(builder, profile->contexts, number, sizeof *grown);
  if (!grown)
    return false;
  profile->contexts = grown;
  grown[number].parent = (int32_t)row[CONTEXTS_PARENT].number;
  grown[number].place = (int32_t)row[CONTEXTS_PLACE].number;
  for (size_t i = 0; i < AMOUNTS; i++)
    grown[number].amounts[i] = row[CONTEXTS_COLUMNS + i].number;
  if (!add_lives(builder, &row[CONTEXTS_COLUMNS + AMOUNTS]))
    return false;
  refer(builder, &builder->to_places, row[CONTEXTS_PLACE].number);
  profile->context_count++;
  return true;
}

static const struct table_column size_columns[] = {
    PROFILE_SIZES_COLUMNS(PLAIN_COLUMN)};

static bool add_size(void *to, const union cell *row) {
  struct builder *builder = to;
  struct json *json = builder->json;
  struct profile *profile = builder->profile;
  size_t number = profile->size_count;
  if (row[SIZES_PLACE].number < 0)
    return json_fail(json, json_line(json),
                     "expected the place of row %zu of sizes, found -1",
                     number);
  if (row[SIZES_BITS].number >= SIZE_CLASSES)
    return json_fail(json, json_line(json),
                     "expected bits from 0 to %d, found %lld", SIZE_CLASSES - 1,
                     (long long)row[SIZES_BITS].number);
  struct size_class class = {(int32_t)row[SIZES_PLACE].number,
                             (int32_t)row[SIZES_BITS].number,
                             row[SIZES_BYTES].number, row[SIZES_BLOCKS].number};
  if (number && size_class_compare(&profile->sizes[number - 1], &class) >= 0)
    return json_fail(json, json_line(json),
                     "expected rows of sizes by place and bits, found row %zu "
                     "behind a later one",
                     number);
  struct size_class *grown =
      builder_room(builder, profile->sizes, number, sizeof *grown);
  if (!grown)
    return false;
  profile->sizes = grown;
  refer(builder, &builder->to_places, row[SIZES_PLACE].number);
  grown[profile->size_count++] = class;
  return true;
}

static const struct table_column source_columns[] = {
    PROFILE_SOURCES_COLUMNS(PLAIN_COLUMN)};

/* Files come before, or nothing is known of them. */
static bool add_source(void *to, const union cell *row) {
  struct builder *builder = to;
  struct profile *profile = builder->profile;
  char *end;
  errno = 0;
  uint64_t hash = strtoull(row[SOURCES_HASH].name, &end, 16);
  if (errno || *end || strspn(row[SOURCES_HASH].name, "0123456789abcdef") != 16)
    return json_fail(builder->json, json_line(builder->json),
                     "expected a hash of 16 hexadecimal digits, found \"%s\"",
                     row[SOURCES_HASH].name);
  if (row[SOURCES_FILE].number < 0 ||
      (size_t)row[SOURCES_FILE].number >= profile->file_count)
    return json_fail(builder->json, json_line(builder->json),
                     "expected one of %zu rows of files, found number %lld",
                     profile->file_count, (long long)row[SOURCES_FILE].number);
  profile->digests[row[SOURCES_FILE].number] =
      (struct digest){row[SOURCES_SIZE].number, hash};
  return true;
}

static const struct table_column merged_line_columns[] = {
    PROFILE_MERGED_LINES_COLUMNS(PLAIN_COLUMN)};

/* In order, each line once. */
static bool check_merged_line(struct builder *builder, const union cell *row,
                              const struct line_peaks *line) {
  struct json *json = builder->json;
  const struct merged *merged = &builder->profile->merged;
  size_t count = merged->line_count;
  for (int i = 0; i < MERGED_LINES_WORST; i++)
    if (row[i].number < (i == MERGED_LINES_LINE || i == MERGED_LINES_PROFILES))
      return json_fail(json, json_line(json),
                       "expected the %s of row %zu of lines, found none",
                       merged_line_columns[i].key, count);
  return count == 0 ||
         line_peaks_compare(&merged->lines[count - 1], line) < 0 ||
         json_fail(json, json_line(json),
                   "expected rows of lines by function, file and line, found "
                   "row %zu behind a later one",
                   count);
}

static bool add_merged_line(void *to, const union cell *row) {
  struct builder *builder = to;
  struct merged *merged = &builder->profile->merged;
  struct line_peaks line = {
      .function = (int32_t)row[MERGED_LINES_FUNCTION].number,
      .file = (int32_t)row[MERGED_LINES_FILE].number,
      .line = (int32_t)row[MERGED_LINES_LINE].number,
      .profiles = row[MERGED_LINES_PROFILES].number,
      .peak_sum = row[MERGED_LINES_PEAK_SUM_BYTES].number,
      .worst = row[MERGED_LINES_WORST].name,
  };
  if (!check_merged_line(builder, row, &line))
    return false;
  struct line_peaks *grown =
      builder_room(builder, merged->lines, merged->line_count, sizeof *grown);
  if (!grown)
    return false;
  merged->lines = grown;
  refer(builder, &builder->to_functions, row[MERGED_LINES_FUNCTION].number);
  refer(builder, &builder->to_files, row[MERGED_LINES_FILE].number);
  grown[merged->line_count++] = line;
  return true;
}

const struct table builder_sources = {"sources", source_columns,
                                      SOURCES_COLUMNS, NULL, add_source};
const struct table builder_functions = {"functions", function_columns,
                                        FUNCTIONS_COLUMNS, NULL, add_function};
const struct table builder_places = {
    "places", place_columns, COUNT_OF(place_columns), begin_places, add_place};
const struct table builder_contexts = {
    "contexts", context_columns, COUNT_OF(context_columns), NULL, add_context};
const struct table builder_sizes = {"sizes", size_columns, SIZES_COLUMNS, NULL,
                                    add_size};
const struct table builder_merged_lines = {
    "lines", merged_line_columns, MERGED_LINES_COLUMNS, NULL, add_merged_line};

bool builder_read(struct builder *builder, const struct table *table) {
  return table_read(builder->json, &builder->profile->names, FIGURE_NONE, table,
                    builder);
}

bool builder_check(struct builder *builder) {
  const struct profile *profile = builder->profile;
  if (profile->place_count == 0)
    return json_fail(builder->json, json_line(builder->json),
                     "expected at least the place without line in places, "
                     "found no row");
  return check_reference(builder, &builder->to_files, profile->file_count,
                         "files") &&
         check_reference(builder, &builder->to_functions,
                         profile->function_count, "functions") &&
         check_reference(builder, &builder->to_places, profile->place_count,
                         "places");
}
