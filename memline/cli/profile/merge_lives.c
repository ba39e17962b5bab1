/* What became of the blocks in many profiles.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/merge_lives.h"

#include "base/grow.h"
#include "shared/hash.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for contexts up to number CONTEXT. */
static void make_room(struct merge_lives *lives, size_t context) {
  while (lives->count <= context) {
    lives->items = grow(lives->items, lives->count, &lives->capacity,
                        sizeof *lives->items);
    memset(lives->items[lives->count++], 0, sizeof *lives->items);
  }
}

/* The more bytes; of equals, the more blocks. */
static void keep_larger(int64_t *to, const int64_t *from) {
  if (from[LIFE_MAX_BYTES] > to[LIFE_MAX_BYTES] ||
      (from[LIFE_MAX_BYTES] == to[LIFE_MAX_BYTES] &&
       from[LIFE_MAX_BLOCKS] > to[LIFE_MAX_BLOCKS])) {
    to[LIFE_MAX_BYTES] = from[LIFE_MAX_BYTES];
    to[LIFE_MAX_BLOCKS] = from[LIFE_MAX_BLOCKS];
  }
}

static bool add(int64_t *sum, int64_t amount, const char *what,
                struct error *error) {
  return !__builtin_add_overflow(*sum, amount, sum) ||
         error_set(error, "the sum of %s would be 2^63 or more", what);
}

static bool add_contexts(struct merge_lives *lives,
                         const struct profile *profile,
                         const struct merge_rows_map *rows,
                         struct error *error) {
  static const char *const keys[LIVES] = {
#define KEY(id, key, ...) key,
      PROFILE_LIVES(KEY)
#undef KEY
  };
  for (size_t i = 0; i < profile->context_count; i++) {
    const int64_t *from = profile->lives[i];
    make_room(lives, (size_t)rows->contexts[i]);
    int64_t *to = lives->items[rows->contexts[i]];
    keep_larger(to, from);
    for (int life = LIFE_TEMPORARY_BYTES; life < LIVES; life++) {
      if (!add(&lives->sums[life], from[life], keys[life], error))
        return false;
      to[life] += from[life];
    }
  }
  return true;
}

struct wanted_class {
  const struct merge_lives *lives;
  int32_t place, bits;
};

static bool same_class(const void *data, int32_t row) {
  const struct wanted_class *wanted = data;
  const struct size_class *class = &wanted->lives->sizes[row];
  return class->place == wanted->place && class->bits == wanted->bits;
}

/* The row of a class, which may be new. */
static struct size_class *row_of(struct merge_lives *lives, int32_t place,
                                 int32_t bits) {
  struct wanted_class wanted = {lives, place, bits};
  uint64_t hash =
      index_hash(HASH_START, (uint64_t)place << 32 | (uint32_t)bits);
  int32_t found = index_find(&lives->by_class, hash, same_class, &wanted);
  if (found >= 0)
    return &lives->sizes[found];
  lives->sizes = grow(lives->sizes, lives->size_count, &lives->size_capacity,
                      sizeof *lives->sizes);
  index_add(&lives->by_class, hash, (int32_t)lives->size_count);
  struct size_class *class = &lives->sizes[lives->size_count++];
  *class = (struct size_class){.place = place, .bits = bits};
  return class;
}

static bool add_sizes(struct merge_lives *lives, const struct profile *profile,
                      const struct merge_rows_map *rows, struct error *error) {
  for (size_t i = 0; i < profile->size_count; i++) {
    const struct size_class *from = &profile->sizes[i];
    struct size_class *to =
        row_of(lives, rows->places[from->place], from->bits);
    if (!add(&lives->bytes, from->bytes, "sizes", error) ||
        !add(&lives->blocks, from->blocks, "sizes", error))
      return false;
    to->bytes += from->bytes;
    to->blocks += from->blocks;
  }
  return true;
}

bool merge_lives_add(struct merge_lives *lives, const struct profile *profile,
                     const struct merge_rows_map *rows, struct error *error) {
  lives->unknown_lives |= !profile_knows_lives(profile);
  lives->unknown_sizes |= !profile_knows_sizes(profile);
  return (lives->unknown_lives || add_contexts(lives, profile, rows, error)) &&
         (lives->unknown_sizes || add_sizes(lives, profile, rows, error));
}

void merge_lives_finish(struct merge_lives *lives, struct profile *sum) {
  if (!lives->unknown_lives) {
    if (sum->context_count)
      make_room(lives, sum->context_count - 1);
    sum->lives = lives->items;
    lives->items = NULL;
  }
  if (!lives->unknown_sizes) {
    sum->sizes = lives->sizes;
    sum->size_count = lives->size_count;
    lives->sizes = NULL;
  }
}

void merge_lives_free(struct merge_lives *lives) {
  free(lives->items);
  free(lives->sizes);
  index_free(&lives->by_class);
  memset(lives, 0, sizeof *lives);
}
