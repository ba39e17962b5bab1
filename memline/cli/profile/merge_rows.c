/* The rows of many profiles as those of one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/merge_rows.h"

#include "base/grow.h"
#include "base/memory.h"
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

/* Room for one more row, which is entered in INDEX. */
static void *room(struct index *index, uint64_t hash, void *items, size_t count,
                  size_t *capacity, size_t size) {
  index_add(index, hash, (int32_t)count);
  return grow(items, count, capacity, size);
}

static const char *keep(struct merge_rows *joint, const char *text) {
  return arena_string(&joint->profile.names, text, strlen(text));
}

static bool same_file(const void *data, int32_t row) {
  const struct wanted *wanted = data;
  return strcmp(wanted->joint->files[row], wanted->name) == 0;
}

/* These return the row. */

static int32_t join_file(struct merge_rows *joint, const char *name,
                         const struct digest *digest) {
  struct profile *profile = &joint->profile;
  struct wanted wanted = {.joint = profile, .name = name};
  uint64_t hash = hash_name(name, 0);
  int32_t row = index_find(&joint->files, hash, same_file, &wanted);
  if (row >= 0)
    return row;
  size_t count = profile->file_count;
  profile->digests = grow(profile->digests, count, &joint->digest_capacity,
                          sizeof *profile->digests);
  profile->digests[count] = *digest;
  profile->files = room(&joint->files, hash, profile->files, count,
                        &joint->file_capacity, sizeof *profile->files);
  profile->files[count] = keep(joint, name);
  return (int32_t)profile->file_count++;
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
  profile->functions =
      room(&joint->functions, hash, profile->functions, profile->function_count,
           &joint->function_capacity, sizeof *profile->functions);
  profile->functions[profile->function_count] = (struct function){
      .name = keep(joint, name), .file = file, .peak = FIGURE_NONE};
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
  profile->places =
      room(&joint->places, hash, profile->places, profile->place_count,
           &joint->place_capacity, sizeof *profile->places);
  struct place *place = &profile->places[profile->place_count];
  *place = (struct place){.outer = wanted.parent,
                          .function = wanted.function,
                          .file = wanted.file,
                          .line = wanted.line};
  figures_clear(place->figures);
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
  profile->contexts =
      room(&joint->contexts, hash, profile->contexts, profile->context_count,
           &joint->context_capacity, sizeof *profile->contexts);
  profile->contexts[profile->context_count] =
      (struct context){.parent = parent, .place = place};
  return (int32_t)profile->context_count++;
}

static int32_t row_of(const int32_t *rows, int32_t row) {
  return row < 0 ? -1 : rows[row];
}

static int32_t *rows_new(size_t count) {
  return memory_new(count, sizeof(int32_t));
}

struct merge_rows_map merge_rows_add(struct merge_rows *joint,
                                     const struct profile *profile) {
  struct merge_rows_map rows = {
      rows_new(profile->file_count), rows_new(profile->function_count),
      rows_new(profile->place_count), rows_new(profile->context_count)};
  for (size_t i = 0; i < profile->file_count; i++)
    rows.files[i] = join_file(joint, profile->files[i], &profile->digests[i]);
  for (size_t i = 0; i < profile->function_count; i++) {
    const struct function *f = &profile->functions[i];
    rows.functions[i] = join_function(joint, f->name, rows.files[f->file]);
  }
  for (size_t i = 0; i < profile->place_count; i++) {
    const struct place *p = &profile->places[i];
    struct wanted wanted = {.parent = row_of(rows.places, p->outer),
                            .function = row_of(rows.functions, p->function),
                            .file = row_of(rows.files, p->file),
                            .line = p->line};
    rows.places[i] = join_place(joint, wanted);
  }
  for (size_t i = 0; i < profile->context_count; i++) {
    const struct context *c = &profile->contexts[i];
    rows.contexts[i] = join_context(joint, row_of(rows.contexts, c->parent),
                                    rows.places[c->place]);
  }
  return rows;
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
