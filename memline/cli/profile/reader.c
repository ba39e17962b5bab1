/* Bytes to profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/reader.h"

#include "base/grow.h"
#include "profile/input.h"
#include "profile/json.h"
#include "profile/table_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The highest row that one table refers to in another.  The other may come
   later in the file, so this is compared at the end; the line is kept for the
   message. */
struct reference {
  int64_t highest; /* -1 if there was none */
  uint64_t line;
};

struct reader {
  struct json *json;
  struct profile *profile;
  struct reference to_files, to_functions, to_places;
};

static void refer(struct reader *reader, struct reference *reference,
                  int64_t row) {
  if (row > reference->highest) {
    reference->highest = row;
    reference->line = json_line(reader->json);
  }
}

static bool check_reference(struct reader *reader,
                            const struct reference *reference, size_t count,
                            const char *table) {
  if (reference->highest < (int64_t)count)
    return true;
  return json_fail(reader->json, reference->line,
                   "expected one of %zu rows of %s, found number %lld", count,
                   table, (long long)reference->highest);
}

static bool no_memory(struct reader *reader) {
  return json_fail(reader->json, json_line(reader->json), "out of memory");
}

/* An array and its length grow together; the capacity is the length rounded
   up to the steps in which grow() goes. */
static void *next_item(struct reader *reader, void *items, size_t count,
                       size_t size) {
  size_t capacity = 0;
  if (count)
    for (capacity = 16; capacity < count;)
      capacity *= 2;
  if (count >= INT32_MAX) {
    json_fail(reader->json, json_line(reader->json),
              "expected fewer than 2^31 rows, found more");
    return NULL;
  }
  void *grown = grow(items, count, &capacity, size);
  if (!grown)
    no_memory(reader);
  return grown;
}

static bool read_names(struct reader *reader, const char ***names,
                       size_t *count) {
  json_enter(reader->json, JSON_ARRAY);
  while (json_next(reader->json)) {
    const char **grown = next_item(reader, *names, *count, sizeof **names);
    if (!grown)
      return false;
    *names = grown;
    const char *name = rows_name(reader->json, &reader->profile->names);
    if (!name)
      return false;
    grown[(*count)++] = name;
  }
  return !json_error(reader->json);
}

static const struct rows_column function_columns[] = {
    {"name", CELL_NAME},    {"file", CELL_INDEX}, {"system", CELL_FLAG},
    {"calls", CELL_AMOUNT}, {"net", CELL_CHANGE}, {"peak", CELL_OPTIONAL},
};

static bool add_function(void *to, const union cell *row) {
  struct reader *reader = to;
  struct profile *profile = reader->profile;
  if (row[1].number < 0)
    return json_fail(reader->json, json_line(reader->json),
                     "expected the file of a function, found -1");
  struct function *grown =
      next_item(reader, profile->functions, profile->function_count,
                sizeof *profile->functions);
  if (!grown)
    return false;
  profile->functions = grown;
  refer(reader, &reader->to_files, row[1].number);
  grown[profile->function_count++] = (struct function){
      .name = row[0].name,
      .file = (int32_t)row[1].number,
      .system = row[2].number,
      .calls = row[3].number,
      .net = row[4].number,
      .peak = row[5].number,
  };
  return true;
}

#define PLACE_FIXED 4 /* columns before the figures */

/* PROFILE_COLUMNS without increment, which is not stored. */
static const struct rows_column place_columns[] = {
    {"outer", CELL_INDEX},
    {"function", CELL_INDEX},
    {"file", CELL_INDEX},
    {"line", CELL_LINE},
    {"mem_usage", CELL_OPTIONAL},
    {"peak", CELL_OPTIONAL},
    {"occurrences", CELL_AMOUNT},
    {"allocated", CELL_AMOUNT},
    {"freed", CELL_AMOUNT},
    {"allocs", CELL_AMOUNT},
    {"frees", CELL_AMOUNT},
    {"self_allocated", CELL_AMOUNT},
    {"self_freed", CELL_AMOUNT},
    {"self_allocs", CELL_AMOUNT},
    {"self_frees", CELL_AMOUNT},
    {"at_peak_bytes", CELL_AMOUNT},
    {"at_peak_blocks", CELL_AMOUNT},
    {"at_exit_bytes", CELL_AMOUNT},
    {"at_exit_blocks", CELL_AMOUNT},
};

/* The figure that each of them fills. */
static const enum figure place_figures[] = {
    FIGURE_MEM_USAGE,      FIGURE_PEAK,           FIGURE_OCCURRENCES,
    FIGURE_ALLOCATED,      FIGURE_FREED,          FIGURE_ALLOCS,
    FIGURE_FREES,          FIGURE_SELF_ALLOCATED, FIGURE_SELF_FREED,
    FIGURE_SELF_ALLOCS,    FIGURE_SELF_FREES,     FIGURE_AT_PEAK_BYTES,
    FIGURE_AT_PEAK_BLOCKS, FIGURE_AT_EXIT_BYTES,  FIGURE_AT_EXIT_BLOCKS,
};

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
_Static_assert(COUNT_OF(place_figures) == FIGURES - 1,
               "every figure but increment is stored");
_Static_assert(COUNT_OF(place_columns) == PLACE_FIXED + FIGURES - 1,
               "every figure has a column");

/* Place 0 is what no line was active for, and no other place is like it. */
static bool check_place(struct reader *reader, const struct place *place) {
  struct json *json = reader->json;
  size_t row = reader->profile->place_count;
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
  return true;
}

static bool add_place(void *to, const union cell *row) {
  struct reader *reader = to;
  struct profile *profile = reader->profile;
  struct place *grown =
      next_item(reader, profile->places, profile->place_count, sizeof *grown);
  if (!grown)
    return false;
  profile->places = grown;
  struct place *place = &grown[profile->place_count];
  place->outer = (int32_t)row[0].number;
  place->function = (int32_t)row[1].number;
  place->file = (int32_t)row[2].number;
  place->line = (int32_t)row[3].number;
  if (!check_place(reader, place))
    return false;
  for (size_t i = 0; i < COUNT_OF(place_figures); i++)
    place->figures[place_figures[i]] = row[PLACE_FIXED + i].number;
  place->figures[FIGURE_INCREMENT] =
      place->figures[FIGURE_ALLOCATED] - place->figures[FIGURE_FREED];
  refer(reader, &reader->to_functions, place->function);
  refer(reader, &reader->to_files, place->file);
  profile->place_count++;
  return true;
}

#define CONTEXT_FIXED 2 /* columns before the amounts */

static const struct rows_column context_columns[] = {
    {"parent", CELL_INDEX},
    {"place", CELL_INDEX},
#define COLUMN(id, key, figure) {key, CELL_AMOUNT},
    PROFILE_AMOUNTS(COLUMN)
#undef COLUMN
        {"max_bytes", CELL_LARGEST},
    {"max_blocks", CELL_LARGEST},
    {"temporary_bytes", CELL_AMOUNT},
    {"temporary_blocks", CELL_AMOUNT},
    {"lifetime", CELL_AMOUNT},
};
_Static_assert(COUNT_OF(context_columns) == CONTEXT_FIXED + AMOUNTS + LIVES,
               "all that a context stores has a column");

/* All of the last columns, or none. */
static bool add_lives(struct reader *reader, const union cell *cells) {
  struct profile *profile = reader->profile;
  size_t number = profile->context_count;
  int known = 0;
  for (int i = 0; i < LIVES; i++)
    known += cells[i].number != FIGURE_NONE;
  if (known == 0)
    return true;
  if (known < LIVES)
    return json_fail(reader->json, json_line(reader->json),
                     "expected %d columns about the lives of blocks in "
                     "contexts, found %d",
                     LIVES, known);
  int64_t(*grown)[LIVES] =
      next_item(reader, profile->lives, number, sizeof *grown);
  if (!grown)
    return false;
  profile->lives = grown;
  for (int i = 0; i < LIVES; i++)
    grown[number][i] = cells[i].number;
  return true;
}

static bool add_context(void *to, const union cell *row) {
  struct reader *reader = to;
  struct profile *profile = reader->profile;
  size_t number = profile->context_count;
  if (row[0].number >= (int64_t)number)
    return json_fail(reader->json, json_line(reader->json),
                     "expected an earlier context as parent of context %zu, "
                     "found %lld",
                     number, (long long)row[0].number);
  if (row[1].number < 0)
    return json_fail(reader->json, json_line(reader->json),
                     "expected the place of context %zu, found -1", number);
  struct context *grown =
      next_item(reader, profile->contexts, number, sizeof *grown);
  if (!grown)
    return false;
  profile->contexts = grown;
  grown[number].parent = (int32_t)row[0].number;
  grown[number].place = (int32_t)row[1].number;
  for (size_t i = 0; i < AMOUNTS; i++)
    grown[number].amounts[i] = row[CONTEXT_FIXED + i].number;
  if (!add_lives(reader, &row[CONTEXT_FIXED + AMOUNTS]))
    return false;
  refer(reader, &reader->to_places, row[1].number);
  profile->context_count++;
  return true;
}

static const struct rows_column size_columns[] = {
    {"place", CELL_INDEX},
    {"bits", CELL_LINE},
    {"bytes", CELL_AMOUNT},
    {"blocks", CELL_AMOUNT},
};

static bool add_size(void *to, const union cell *row) {
  struct reader *reader = to;
  struct json *json = reader->json;
  struct profile *profile = reader->profile;
  size_t number = profile->size_count;
  if (row[0].number < 0)
    return json_fail(json, json_line(json),
                     "expected the place of row %zu of sizes, found -1",
                     number);
  if (row[1].number >= SIZE_CLASSES)
    return json_fail(json, json_line(json),
                     "expected bits from 0 to %d, found %lld", SIZE_CLASSES - 1,
                     (long long)row[1].number);
  struct size_class class = {(int32_t)row[0].number, (int32_t)row[1].number,
                             row[2].number, row[3].number};
  if (number && size_class_compare(&profile->sizes[number - 1], &class) >= 0)
    return json_fail(json, json_line(json),
                     "expected rows of sizes by place and bits, found row %zu "
                     "behind a later one",
                     number);
  struct size_class *grown =
      next_item(reader, profile->sizes, number, sizeof *grown);
  if (!grown)
    return false;
  profile->sizes = grown;
  refer(reader, &reader->to_places, row[0].number);
  grown[profile->size_count++] = class;
  return true;
}

static const struct rows_column source_columns[] = {
    {"file", CELL_INDEX}, {"size", CELL_AMOUNT}, {"hash", CELL_NAME}};

/* Files come before, or nothing is known of them. */
static bool add_source(void *to, const union cell *row) {
  struct reader *reader = to;
  struct profile *profile = reader->profile;
  char *end;
  errno = 0;
  uint64_t hash = strtoull(row[2].name, &end, 16);
  if (errno || *end || strspn(row[2].name, "0123456789abcdef") != 16)
    return json_fail(reader->json, json_line(reader->json),
                     "expected a hash of 16 hexadecimal digits, found \"%s\"",
                     row[2].name);
  if (row[0].number < 0 || (size_t)row[0].number >= profile->file_count)
    return json_fail(reader->json, json_line(reader->json),
                     "expected one of %zu rows of files, found number %lld",
                     profile->file_count, (long long)row[0].number);
  profile->digests[row[0].number] = (struct digest){row[1].number, hash};
  return true;
}

static const struct rows_column peak_columns[] = {
    {"function", CELL_INDEX},
    {"file", CELL_INDEX},
    {"line", CELL_LINE},
    {"profiles", CELL_AMOUNT},
    {"peak_sum_bytes", CELL_OPTIONAL},
    {"worst", CELL_NAME}};

/* In order, each line once. */
static bool check_peaks(struct reader *reader, const union cell *row,
                        const struct line_peaks *line) {
  struct json *json = reader->json;
  const struct merged *merged = &reader->profile->merged;
  size_t count = merged->line_count;
  for (int i = 0; i < 5; i++)
    if (row[i].number < (i == 2 || i == 3))
      return json_fail(json, json_line(json),
                       "expected the %s of row %zu of lines, found none",
                       peak_columns[i].key, count);
  return count == 0 ||
         line_peaks_compare(&merged->lines[count - 1], line) < 0 ||
         json_fail(json, json_line(json),
                   "expected rows of lines by function, file and line, found "
                   "row %zu behind a later one",
                   count);
}

static bool add_peaks(void *to, const union cell *row) {
  struct reader *reader = to;
  struct merged *merged = &reader->profile->merged;
  struct line_peaks line = {
      .function = (int32_t)row[0].number,
      .file = (int32_t)row[1].number,
      .line = (int32_t)row[2].number,
      .profiles = row[3].number,
      .peak_sum = row[4].number,
      .worst = row[5].name,
  };
  if (!check_peaks(reader, row, &line))
    return false;
  struct line_peaks *grown =
      next_item(reader, merged->lines, merged->line_count, sizeof *grown);
  if (!grown)
    return false;
  merged->lines = grown;
  refer(reader, &reader->to_functions, row[0].number);
  refer(reader, &reader->to_files, row[1].number);
  grown[merged->line_count++] = line;
  return true;
}

static const struct rows_table peaks_table = {
    "lines", peak_columns, COUNT_OF(peak_columns), 0, add_peaks};
static const struct rows_table sources_table = {
    "sources", source_columns, COUNT_OF(source_columns), 0, add_source};
static const struct rows_table functions_table = {
    "functions", function_columns, COUNT_OF(function_columns), 0, add_function};
static const struct rows_table places_table = {
    "places", place_columns, COUNT_OF(place_columns), 0, add_place};
static const struct rows_table contexts_table = {
    "contexts", context_columns, COUNT_OF(context_columns), LIVES, add_context};
static const struct rows_table sizes_table = {
    "sizes", size_columns, COUNT_OF(size_columns), 0, add_size};

static bool read_table(struct reader *reader, const struct rows_table *table) {
  return rows_read(reader->json, &reader->profile->names, FIGURE_NONE, table,
                   reader);
}

static bool read_sources(struct reader *reader) {
  return read_table(reader, &sources_table);
}

static bool read_functions(struct reader *reader) {
  return read_table(reader, &functions_table);
}

static bool read_places(struct reader *reader) {
  return read_table(reader, &places_table);
}

static bool read_contexts(struct reader *reader) {
  return read_table(reader, &contexts_table);
}

static bool read_sizes(struct reader *reader) {
  return read_table(reader, &sizes_table);
}

static bool read_format(struct reader *reader) {
  struct json_text text;
  if (!json_string(reader->json, &text))
    return false;
  if (strcmp(text.text, PROFILE_FORMAT) == 0)
    return true;
  return json_fail(reader->json, json_line(reader->json),
                   "expected format \"" PROFILE_FORMAT "\", found \"%s\"",
                   text.text);
}

static bool read_version(struct reader *reader) {
  int64_t version;
  if (!json_integer(reader->json, &version))
    return false;
  if (version >= 1 && version <= PROFILE_VERSION)
    return true;
  if (version < 1)
    return json_fail(reader->json, json_line(reader->json),
                     "expected a version from 1, found %lld",
                     (long long)version);
  return json_fail(reader->json, json_line(reader->json),
                   "written by a newer memline (version %lld); this one reads "
                   "up to %d",
                   (long long)version, PROFILE_VERSION);
}

static bool read_name(struct reader *reader, const char **name) {
  *name = rows_name(reader->json, &reader->profile->names);
  return *name;
}

static bool read_tool(struct reader *reader) {
  return read_name(reader, &reader->profile->tool);
}

static bool read_host(struct reader *reader) {
  return read_name(reader, &reader->profile->host);
}

static bool read_platform(struct reader *reader) {
  return read_name(reader, &reader->profile->platform);
}

static bool read_end(struct reader *reader) {
  return read_name(reader, &reader->profile->end);
}

static bool read_command(struct reader *reader) {
  return read_names(reader, &reader->profile->command,
                    &reader->profile->command_count);
}

static bool read_files(struct reader *reader) {
  struct profile *profile = reader->profile;
  if (!read_names(reader, &profile->files, &profile->file_count))
    return false;
  profile->digests = calloc(profile->file_count + 1, sizeof *profile->digests);
  if (!profile->digests)
    return no_memory(reader);
  for (size_t i = 0; i < profile->file_count; i++)
    profile->digests[i].size = -1;
  return true;
}

/* Nothing here depends on the options yet; they must be an object all the
   same. */
static bool read_options(struct reader *reader) {
  return json_peek(reader->json) == JSON_OBJECT
             ? json_skip(reader->json)
             : json_expected(reader->json, "an object");
}

static bool read_totals(struct reader *reader) {
  static const char *const keys[TOTALS] = {
#define KEY(id, key) key,
      PROFILE_TOTALS(KEY)
#undef KEY
  };
  struct json *json = reader->json;
  bool seen[TOTALS] = {false};
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key)) {
    size_t i = 0;
    while (i < TOTALS && strcmp(keys[i], key.text) != 0)
      i++;
    if (i == TOTALS) {
      json_skip(json);
      continue;
    }
    if (seen[i])
      return json_fail(json, json_line(json),
                       "expected each total once, found \"%s\" twice", keys[i]);
    seen[i] = true;
    int64_t *total = &reader->profile->totals[i];
    if (json_integer(json, total) && *total < 0)
      return json_fail(json, json_line(json),
                       "expected %s of at least 0, found %lld", keys[i],
                       (long long)*total);
  }
  for (size_t i = 0; i < TOTALS; i++)
    if (!seen[i])
      return json_fail(json, json_line(json),
                       "expected \"%s\" in totals, found none", keys[i]);
  return !json_error(json);
}

#define MERGED_KEYS 4
static const char *const merged_keys[MERGED_KEYS] = {
    "profiles", "peak_sum_bytes", "worst", "lines"};

static bool read_merged_member(struct reader *reader, const char *key,
                               bool *seen) {
  struct merged *merged = &reader->profile->merged;
  struct json *json = reader->json;
  size_t i = 0;
  while (i < MERGED_KEYS && strcmp(merged_keys[i], key) != 0)
    i++;
  if (i == MERGED_KEYS)
    return json_skip(json);
  if (seen[i])
    return json_fail(json, json_line(json),
                     "expected each key of merged once, found \"%s\" twice",
                     key);
  seen[i] = true;
  if (i == 2)
    return read_name(reader, &merged->worst);
  if (i == 3)
    return read_table(reader, &peaks_table);
  int64_t *number = i == 0 ? &merged->profiles : &merged->peak_sum_bytes;
  int64_t least = i == 0;
  return json_integer(json, number) &&
         (*number >= least ||
          json_fail(json, json_line(json),
                    "expected %s of at least %lld, found %lld", key,
                    (long long)least, (long long)*number));
}

static bool read_merged(struct reader *reader) {
  struct json *json = reader->json;
  bool seen[MERGED_KEYS] = {false};
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key))
    if (!read_merged_member(reader, key.text, seen))
      return false;
  for (size_t i = 0; i < MERGED_KEYS && !json_error(json); i++)
    if (!seen[i])
      return json_fail(json, json_line(json),
                       "expected \"%s\" in merged, found none", merged_keys[i]);
  return !json_error(json);
}

static const struct member {
  const char *key;
  bool (*read)(struct reader *);
} members[] = {
    {"format", read_format},       {"version", read_version},
    {"tool", read_tool},           {"host", read_host},
    {"platform", read_platform},   {"command", read_command},
    {"options", read_options},     {"end", read_end},
    {"totals", read_totals},       {"files", read_files},
    {"functions", read_functions}, {"places", read_places},
    {"contexts", read_contexts},   {"sources", read_sources},
    {"sizes", read_sizes},         {"merged", read_merged},
};

/* Not all profiles have them. */
static bool is_optional(const struct member *member) {
  return member->read == read_sources || member->read == read_merged ||
         member->read == read_sizes;
}

/* Reads one member; unknown ones are passed over. */
static bool read_member(struct reader *reader, const char *key, bool *seen) {
  struct json *json = reader->json;
  for (size_t i = 0; i < COUNT_OF(members); i++) {
    if (strcmp(members[i].key, key) != 0)
      continue;
    if (seen[i])
      return json_fail(json, json_line(json),
                       "expected each key once, found \"%s\" twice", key);
    seen[i] = true;
    return members[i].read(reader);
  }
  return json_skip(json);
}

/* Once everything is there. */
static bool check_whole(struct reader *reader, const bool *seen) {
  struct json *json = reader->json;
  const struct profile *profile = reader->profile;
  for (size_t i = 0; i < COUNT_OF(members); i++)
    if (!seen[i] && !is_optional(&members[i]))
      return json_fail(json, json_line(json), "expected \"%s\", found none",
                       members[i].key);
  if (profile->place_count == 0)
    return json_fail(json, json_line(json),
                     "expected at least the place without line in places, "
                     "found no row");
  return check_reference(reader, &reader->to_files, profile->file_count,
                         "files") &&
         check_reference(reader, &reader->to_functions, profile->function_count,
                         "functions") &&
         check_reference(reader, &reader->to_places, profile->place_count,
                         "places");
}

static bool read_profile(struct reader *reader, bool *seen) {
  struct json *json = reader->json;
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key))
    if (!read_member(reader, key.text, seen))
      return false;
  return json_finish(json) && check_whole(reader, seen);
}

/* An error in a file that never said what it is means that it is something
   else altogether; that is then the better part of the message. */
static void describe_failure(const struct json *json, bool format_seen,
                             struct error *error) {
  const struct error *found = json_error(json);
  if (format_seen || json_unreadable(json))
    *error = *found;
  else
    error_set(error, "%s (this is not a memline profile)", found->text);
}

static bool read_json(struct json *json, const char *name,
                      struct profile *profile, struct error *error) {
  const struct reference none = {-1, 0};
  struct reader reader = {json, profile, none, none, none};
  bool seen[COUNT_OF(members)] = {false};
  memset(profile, 0, sizeof *profile);
  if (!json)
    return error_set(error, "%s: out of memory", name);
  bool good = read_profile(&reader, seen);
  if (!good) {
    describe_failure(json, seen[0], error);
    profile_free(profile);
  }
  json_free(json);
  return good;
}

bool reader_memory(const void *bytes, size_t length, const char *name,
                   struct profile *profile, struct error *error) {
  return read_json(json_of_memory(bytes, length, name), name, profile, error);
}

bool reader_file(const char *path, struct profile *profile,
                 struct error *error) {
  const char *name = strcmp(path, "-") == 0 ? READER_STDIN : path;
  memset(profile, 0, sizeof *profile);
  struct input *input = input_open(path, error);
  if (!input)
    return false;
  bool good = read_json(json_of_input(input, name), name, profile, error);
  input_close(input);
  return good;
}
