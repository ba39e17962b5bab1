/* Bytes to profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/reader.h"

#include "profile/builder.h"
#include "profile/input.h"
#include "profile/json.h"

#include <stdlib.h>
#include <string.h>

static bool read_names(struct builder *builder, const char ***names,
                       size_t *count) {
  json_enter(builder->json, JSON_ARRAY);
  while (json_next(builder->json)) {
    const char **grown = builder_room(builder, *names, *count, sizeof **names);
    if (!grown)
      return false;
    *names = grown;
    const char *name = table_read_name(builder->json, &builder->profile->names);
    if (!name)
      return false;
    grown[(*count)++] = name;
  }
  return !json_error(builder->json);
}

static bool read_format(struct builder *builder) {
  struct json_text text;
  if (!json_string(builder->json, &text))
    return false;
  if (strcmp(text.text, PROFILE_FORMAT) == 0)
    return true;
  return json_fail(builder->json, json_line(builder->json),
                   "expected format \"" PROFILE_FORMAT "\", found \"%s\"",
                   text.text);
}

static bool read_version(struct builder *builder) {
  int64_t version;
  if (!json_integer(builder->json, &version))
    return false;
  if (version >= 1 && version <= PROFILE_VERSION)
    return true;
  if (version < 1)
    return json_fail(builder->json, json_line(builder->json),
                     "expected a version from 1, found %lld",
                     (long long)version);
  return json_fail(builder->json, json_line(builder->json),
                   "written by a newer memline (version %lld); this one reads "
                   "up to %d",
                   (long long)version, PROFILE_VERSION);
}

static bool read_name(struct builder *builder, const char **name) {
  *name = table_read_name(builder->json, &builder->profile->names);
  return *name;
}

static bool read_files(struct builder *builder) {
  struct profile *profile = builder->profile;
  if (!read_names(builder, &profile->files, &profile->file_count))
    return false;
  builder_files_read(builder);
  return true;
}

/* Nothing here depends on the options yet; they must be an object all the
   same. */
static bool read_options(struct builder *builder) {
  return json_peek(builder->json) == JSON_OBJECT
             ? json_skip(builder->json)
             : json_expected(builder->json, "an object");
}

/* The number of the key among COUNT KEYS, or COUNT: it is not ours, and was
   passed over.  SEEN says which came before; false if this one did. */
static bool find_key(struct builder *builder, const char *key,
                     const char *const *keys, size_t count, bool *seen,
                     const char *twice, size_t *found) {
  struct json *json = builder->json;
  *found = 0;
  while (*found < count && strcmp(keys[*found], key) != 0)
    ++*found;
  if (*found == count)
    return json_skip(json);
  if (seen[*found])
    return json_fail(json, json_line(json),
                     "expected each %s once, found "
                     "\"%s\" twice",
                     twice, keys[*found]);
  return seen[*found] = true;
}

static bool read_total(struct builder *builder, size_t total) {
  struct json *json = builder->json;
  int64_t *to = &builder->profile->totals[total];
  return json_integer(json, to) &&
         (*to >= 0 || json_fail(json, json_line(json),
                                "expected %s of at least 0, found %lld",
                                total_columns[total].key, (long long)*to));
}

static bool read_totals(struct builder *builder) {
  const char *keys[TOTALS];
  struct json *json = builder->json;
  bool seen[TOTALS] = {false};
  struct json_text key;
  for (size_t i = 0; i < TOTALS; i++)
    keys[i] = total_columns[i].key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key)) {
    size_t i;
    if (!find_key(builder, key.text, keys, TOTALS, seen, "total", &i) ||
        (i < TOTALS && !read_total(builder, i)))
      return false;
  }
  for (size_t i = 0; i < TOTALS; i++)
    if (!seen[i])
      return json_fail(json, json_line(json),
                       "expected \"%s\" in totals, found none", keys[i]);
  return !json_error(json);
}

static bool read_merged_number(struct builder *builder, const char *key,
                               int64_t least, int64_t *number) {
  struct json *json = builder->json;
  return json_integer(json, number) &&
         (*number >= least ||
          json_fail(json, json_line(json),
                    "expected %s of at least %lld, found %lld", key,
                    (long long)least, (long long)*number));
}

static bool read_merged_member(struct builder *builder, enum merged_key key) {
  struct merged *merged = &builder->profile->merged;
  switch (key) {
  case MERGED_KEY_PROFILES:
    return read_merged_number(builder, "profiles", 1, &merged->profiles);
  case MERGED_KEY_PEAK_SUM_BYTES:
    return read_merged_number(builder, "peak_sum_bytes", 0,
                              &merged->peak_sum_bytes);
  case MERGED_KEY_WORST:
    return read_name(builder, &merged->worst);
  case MERGED_KEY_LINES:
    return builder_read(builder, &builder_merged_lines);
  case MERGED_KEYS:
    break;
  }
  return true;
}

static bool read_merged(struct builder *builder) {
  static const char *const keys[MERGED_KEYS] = {
#define KEY(id, key, meaning) key,
      PROFILE_MERGED_KEYS(KEY)
#undef KEY
  };
  struct json *json = builder->json;
  bool seen[MERGED_KEYS] = {false};
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key)) {
    size_t i;
    if (!find_key(builder, key.text, keys, MERGED_KEYS, seen, "key of merged",
                  &i) ||
        !read_merged_member(builder, (enum merged_key)i))
      return false;
  }
  for (size_t i = 0; i < MERGED_KEYS && !json_error(json); i++)
    if (!seen[i])
      return json_fail(json, json_line(json),
                       "expected \"%s\" in merged, found none", keys[i]);
  return !json_error(json);
}

static const char *const keys[KEYS] = {
#define KEY(id, key, needed, meaning) key,
    PROFILE_KEYS(KEY)
#undef KEY
};

static const bool needed[KEYS] = {
#define NEEDED(id, key, needed, meaning) needed,
    PROFILE_KEYS(NEEDED)
#undef NEEDED
};

static bool read_member(struct builder *builder, enum profile_key key) {
  struct profile *profile = builder->profile;
  switch (key) {
  case KEY_FORMAT:
    return read_format(builder);
  case KEY_VERSION:
    return read_version(builder);
  case KEY_TOOL:
    return read_name(builder, &profile->tool);
  case KEY_HOST:
    return read_name(builder, &profile->host);
  case KEY_PLATFORM:
    return read_name(builder, &profile->platform);
  case KEY_COMMAND:
    return read_names(builder, &profile->command, &profile->command_count);
  case KEY_OPTIONS:
    return read_options(builder);
  case KEY_END:
    return read_name(builder, &profile->end);
  case KEY_TOTALS:
    return read_totals(builder);
  case KEY_MERGED:
    return read_merged(builder);
  case KEY_FILES:
    return read_files(builder);
  case KEY_SOURCES:
    return builder_read(builder, &builder_sources);
  case KEY_FUNCTIONS:
    return builder_read(builder, &builder_functions);
  case KEY_PLACES:
    return builder_read(builder, &builder_places);
  case KEY_CONTEXTS:
    return builder_read(builder, &builder_contexts);
  case KEY_SIZES:
    return builder_read(builder, &builder_sizes);
  case KEYS:
    break;
  }
  return true;
}

static bool read_profile(struct builder *builder, bool *seen) {
  struct json *json = builder->json;
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key)) {
    size_t i;
    if (!find_key(builder, key.text, keys, KEYS, seen, "key", &i) ||
        !read_member(builder, (enum profile_key)i))
      return false;
  }
  if (!json_finish(json))
    return false;
  for (size_t i = 0; i < KEYS; i++)
    if (!seen[i] && needed[i])
      return json_fail(json, json_line(json), "expected \"%s\", found none",
                       keys[i]);
  return builder_check(builder);
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

static bool read_json(struct json *json, struct profile *profile,
                      struct error *error) {
  struct builder builder = builder_new(json, profile);
  bool seen[KEYS] = {false};
  memset(profile, 0, sizeof *profile);
  bool good = read_profile(&builder, seen);
  if (!good) {
    describe_failure(json, seen[KEY_FORMAT], error);
    profile_free(profile);
  }
  json_free(json);
  return good;
}

bool reader_memory(const void *bytes, size_t length, const char *name,
                   struct profile *profile, struct error *error) {
  return read_json(json_of_memory(bytes, length, name), profile, error);
}

bool reader_file(const char *path, struct profile *profile,
                 struct error *error) {
  const char *name = strcmp(path, "-") == 0 ? READER_STDIN : path;
  memset(profile, 0, sizeof *profile);
  struct input *input = input_open(path, error);
  if (!input)
    return false;
  bool good = read_json(json_of_input(input, name), profile, error);
  input_close(input);
  return good;
}
