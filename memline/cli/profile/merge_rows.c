/* The rows of many profiles as those of one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/merge_rows.h"

#include "base/grow.h"
#include "shared/hash.h"

#include <stdlib.h>
#include <string.h>

/* A row that is looked for among those of the joint profile.  What it refers
   to are rows there. */
struct wanted {
  const struct profile *joint;
  const char *name;
  int32_t file, function, line, parent, place;
};

static uint64_t hash_name(const char *name, int32_t file) {
  return index_hash(hash_more(HASH_START, name, strlen(name)), (uint32_t)file);
}

static uint64_t hash_pair(uint64_t hash, int32_t a, int32_t b) {
  return index_hash(hash, (uint64_t)(uint32_t)a << 32 | (uint32_t)b);
}

/* Room for one more row, which is entered in INDEX; NULL if there is none. */
static void *room(struct index *index, uint64_t hash, void *items, size_t count,
                  size_t *capacity, size_t size) {
  if (count >= INT32_MAX - 1 || !index_add(index, hash, (int32_t)count))
    return NULL;
  return grow(items, count, capacity, size);
}

static const char *keep(struct merge_rows *joint, const char *text) {
  return arena_string(&joint->profile.names, text, strlen(text));
}

static bool same_file(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  return strcmp(wanted->joint->files[row], wanted->name) == 0;
}

/* These return the row, or -1 if there is no memory. */

static int32_t new_file(struct merge_rows *joint, uint64_t hash,
                        const char *name, const struct digest *digest) {
  struct profile *profile = &joint->profile;
  size_t count = profile->file_count;
  struct digest *digests =
      grow(profile->digests, count, &joint->digest_capacity, sizeof *digests);
  if (!digests)
    return -1;
  profile->digests = digests;
  const char **files = room(&joint->files, hash, profile->files, count,
                            &joint->file_capacity, sizeof *files);
  if (!files)
    return -1;
  profile->files = files;
  digests[count] = *digest;
  files[count] = keep(joint, name);
  return files[count] ? (int32_t)profile->file_count++ : -1;
}

static int32_t join_file(struct merge_rows *joint, const char *name,
                         const struct digest *digest) {
  struct wanted wanted = {.joint = &joint->profile, .name = name};
  uint64_t hash = hash_name(name, 0);
  int32_t row = index_find(&joint->files, hash, same_file, &wanted);
  return row >= 0 ? row : new_file(joint, hash, name, digest);
}

static bool same_function(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  const struct function *function = &wanted->joint->functions[row];
  return function->file == wanted->file &&
         strcmp(function->name, wanted->name) == 0;
}

static int32_t join_function(struct merge_rows *joint, const char *name,
                             int32_t file) {
  struct profile *profile = &joint->profile;
  struct wanted wanted = {.joint = profile, .name = name, .file = file};
  uint64_t hash = hash_name(name, file);
  int32_t row = index_find(&joint->functions, hash, same_function, &wanted);
  if (row >= 0)
    return row;
  struct function *functions =
      room(&joint->functions, hash, profile->functions, profile->function_count,
           &joint->function_capacity, sizeof *functions);
  if (!functions)
    return -1;
  profile->functions = functions;
  if (!(name = keep(joint, name)))
    return -1;
  functions[profile->function_count] =
      (struct function){.name = name, .file = file, .peak = FIGURE_NONE};
  return (int32_t)profile->function_count++;
}

static bool same_place(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  const struct place *place = &wanted->joint->places[row];
  return place->outer == wanted->parent && place->line == wanted->line &&
         place->function == wanted->function && place->file == wanted->file;
}

static int32_t join_place(struct merge_rows *joint, struct wanted wanted) {
  struct profile *profile = &joint->profile;
  wanted.joint = profile;
  uint64_t hash = hash_pair(HASH_START, wanted.parent, wanted.function);
  hash = hash_pair(hash, wanted.file, wanted.line);
  int32_t row = index_find(&joint->places, hash, same_place, &wanted);
  if (row >= 0)
    return row;
  struct place *places =
      room(&joint->places, hash, profile->places, profile->place_count,
           &joint->place_capacity, sizeof *places);
  if (!places)
    return -1;
  profile->places = places;
  places[profile->place_count] = (struct place){.outer = wanted.parent,
                                                .function = wanted.function,
                                                .file = wanted.file,
                                                .line = wanted.line};
  figures_clear(places[profile->place_count].figures);
  return (int32_t)profile->place_count++;
}

static bool same_context(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  const struct context *context = &wanted->joint->contexts[row];
  return context->parent == wanted->parent && context->place == wanted->place;
}

static int32_t join_context(struct merge_rows *joint, int32_t parent,
                            int32_t place) {
  struct profile *profile = &joint->profile;
  struct wanted wanted = {.joint = profile, .parent = parent, .place = place};
  uint64_t hash = hash_pair(HASH_START, parent, place);
  int32_t row = index_find(&joint->contexts, hash, same_context, &wanted);
  if (row >= 0)
    return row;
  struct context *contexts =
      room(&joint->contexts, hash, profile->contexts, profile->context_count,
           &joint->context_capacity, sizeof *contexts);
  if (!contexts)
    return -1;
  profile->contexts = contexts;
  contexts[profile->context_count] =
      (struct context){.parent = parent, .place = place};
  return (int32_t)profile->context_count++;
}

static int32_t row_of(const int32_t *rows, int32_t row) {
  return row < 0 ? -1 : rows[row];
}

static bool join_all(struct merge_rows *joint, const struct profile *profile,
                     struct merge_rows_map *rows) {
  bool good = true;
  for (size_t i = 0; good && i < profile->file_count; i++)
    good = (rows->files[i] =
                join_file(joint, profile->files[i], &profile->digests[i])) >= 0;
  for (size_t i = 0; good && i < profile->function_count; i++) {
    const struct function *f = &profile->functions[i];
    good = (rows->functions[i] =
                join_function(joint, f->name, rows->files[f->file])) >= 0;
  }
  for (size_t i = 0; good && i < profile->place_count; i++) {
    const struct place *p = &profile->places[i];
    struct wanted wanted = {.parent = row_of(rows->places, p->outer),
                            .function = row_of(rows->functions, p->function),
                            .file = row_of(rows->files, p->file),
                            .line = p->line};
    good = (rows->places[i] = join_place(joint, wanted)) >= 0;
  }
  for (size_t i = 0; good && i < profile->context_count; i++) {
    const struct context *c = &profile->contexts[i];
    good = (rows->contexts[i] =
                join_context(joint, row_of(rows->contexts, c->parent),
                             rows->places[c->place])) >= 0;
  }
  return good;
}

bool merge_rows_add(struct merge_rows *joint, const struct profile *profile,
                    struct merge_rows_map *rows, struct error *error) {
#define ROWS(table) malloc((profile->table##_count + 1) * sizeof(int32_t))
  *rows = (struct merge_rows_map){ROWS(file), ROWS(function), ROWS(place),
                                  ROWS(context)};
#undef ROWS
  if (rows->files && rows->functions && rows->places && rows->contexts &&
      join_all(joint, profile, rows))
    return true;
  merge_rows_map_free(rows);
  return error_set(error, "out of memory");
}

void merge_rows_map_free(struct merge_rows_map *rows) {
  free(rows->files);
  free(rows->functions);
  free(rows->places);
  free(rows->contexts);
  memset(rows, 0, sizeof *rows);
}

void merge_rows_free(struct merge_rows *joint) {
  profile_free(&joint->profile);
  index_free(&joint->files);
  index_free(&joint->functions);
  index_free(&joint->places);
  index_free(&joint->contexts);
  memset(joint, 0, sizeof *joint);
}
