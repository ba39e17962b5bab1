/* The call paths of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/paths.h"

#include "analysis/lines.h"
#include "base/grow.h"
#include "base/largest.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define NO_FRAME -1

struct build {
  struct paths *paths;
  size_t capacity, end_capacity, life_capacity; /* of the paths */
  int32_t *frame_of;    /* place -> frame, or NO_FRAME: not used yet */
  int32_t *first_alike; /* place -> the first one of the same line */
  /* Which path is which: open addressing, never more than half full. */
  uint32_t *slots;   /* number of the path and 1; 0: empty */
  size_t slot_count; /* a power of two */
};

/* The slot of the path, or the one where it belongs. */
static uint32_t *slot_of(const struct build *build, int32_t parent,
                         int32_t frame) {
  const struct path *items = build->paths->items;
  uint64_t hash =
      ((uint64_t)(uint32_t)parent << 32 | (uint32_t)frame) * 0x9e3779b97f4a7c15;
  size_t mask = build->slot_count - 1;
  size_t i = (size_t)(hash ^ hash >> 32) & mask;
  while (build->slots[i]) {
    const struct path *path = &items[build->slots[i] - 1];
    if (path->parent == parent && path->frame == frame)
      break;
    i = (i + 1) & mask;
  }
  return &build->slots[i];
}

static void grow_slots(struct build *build) {
  const struct paths *paths = build->paths;
  if (paths->count < build->slot_count / 2)
    return;
  build->slot_count = build->slot_count ? build->slot_count * 2 : 64;
  free(build->slots);
  build->slots = memory_zeroed(build->slot_count, sizeof *build->slots);
  for (size_t i = 0; i < paths->count; i++)
    *slot_of(build, paths->items[i].parent, paths->items[i].frame) =
        (uint32_t)i + 1;
}

/* Makes room for what became of the blocks of one more path, if it is known. */
static void add_life(struct build *build) {
  struct paths *paths = build->paths;
  if (!paths->profile->lives)
    return;
  paths->lives = grow(paths->lives, paths->count, &build->life_capacity,
                      sizeof *paths->lives);
  memset(paths->lives[paths->count], 0, sizeof *paths->lives);
}

/* The path that goes on from PARENT with FRAME. */
static int32_t add(struct build *build, int32_t parent, int32_t frame) {
  struct paths *paths = build->paths;
  grow_slots(build);
  uint32_t *slot = slot_of(build, parent, frame);
  if (*slot)
    return (int32_t)(*slot - 1);
  if (paths->count == INT32_MAX)
    memory_exhausted(); /* so many there is no room for in any case */
  paths->items =
      grow(paths->items, paths->count, &build->capacity, sizeof *paths->items);
  paths->ends = grow(paths->ends, paths->count, &build->end_capacity,
                     sizeof *paths->ends);
  add_life(build);
  paths->items[paths->count] = (struct path){.parent = parent, .frame = frame};
  memset(paths->ends[paths->count], 0, sizeof *paths->ends);
  *slot = (uint32_t)++paths->count;
  return (int32_t)paths->count - 1;
}

static int32_t frame_of(struct build *build, int32_t place) {
  struct paths *paths = build->paths;
  int32_t first = build->first_alike[place];
  if (build->frame_of[first] == NO_FRAME) {
    const struct place *line = &paths->profile->places[first];
    build->frame_of[first] = (int32_t)paths->frame_count;
    paths->frames[paths->frame_count++] =
        (struct frame){line->function, line->file, line->line};
  }
  return build->frame_of[first];
}

/* The path that goes on from PARENT with a place and the ones that it is
   inlined into, outermost first. */
static int32_t add_chain(struct build *build, int32_t parent, int32_t place) {
  const struct place *places = build->paths->profile->places;
  int32_t chain[PROFILE_MAX_LEVELS];
  int depth = 0;
  for (; place >= 0; place = places[place].outer)
    chain[depth++] = place;
  while (depth-- > 0)
    parent = add(build, parent, frame_of(build, chain[depth]));
  return parent;
}

/* PATH_OF gets each context's path. */
static void add_contexts(struct build *build, int32_t *path_of) {
  const struct profile *profile = build->paths->profile;
  for (size_t i = 0; i < profile->context_count; i++) {
    const struct context *context = &profile->contexts[i];
    int32_t parent = context->parent < 0 ? -1 : path_of[context->parent];
    path_of[i] = add_chain(build, parent, context->place);
    amounts_add(build->paths->ends[path_of[i]], context->amounts);
    if (profile->lives)
      lives_add_up(build->paths->lives[path_of[i]], profile->lives[i]);
  }
}

/* Which places are of the same line. */
static void find_alike(struct build *build) {
  struct lines lines;
  lines_collect(build->paths->profile, LINES_BY_FUNCTION, false, &lines);
  build->first_alike[0] = 0;
  for (size_t i = 0; i < lines.count; i++) {
    const uint32_t *places = &lines.places[lines.items[i].first];
    for (uint32_t k = 0; k < lines.items[i].count; k++)
      build->first_alike[places[k]] = (int32_t)places[0];
  }
  lines_free(&lines);
}

/* The deepest path's number of frames. */
static size_t deepest(const struct paths *paths, int32_t *depths) {
  int32_t most = 0;
  for (size_t i = 0; i < paths->count; i++) {
    int32_t parent = paths->items[i].parent;
    depths[i] = parent < 0 ? 1 : depths[parent] + 1;
    if (depths[i] > most)
      most = depths[i];
  }
  return (size_t)most;
}

/* Adds what happened at the end of PATH of the old paths to the one with at
   most as many of its frames as STACK has room for. */
static void add_cut(struct build *build, const struct paths *old, int32_t path,
                    int32_t *stack, size_t room) {
  size_t depth = 0;
  int32_t cut = -1;
  for (int32_t i = path; i >= 0 && depth < room; i = old->items[i].parent)
    stack[depth++] = old->items[i].frame;
  while (depth-- > 0)
    cut = add(build, cut, stack[depth]);
  amounts_add(build->paths->ends[cut], old->ends[path]);
  if (old->lives)
    lives_add_up(build->paths->lives[cut], old->lives[path]);
}

void paths_cut(struct paths *paths, size_t depth) {
  int32_t *depths = memory_new(paths->count, sizeof *depths);
  struct paths cut = {.profile = paths->profile,
                      .frames = paths->frames,
                      .frame_count = paths->frame_count};
  struct build build = {.paths = &cut};
  if (deepest(paths, depths) > depth) {
    for (size_t i = 0; i < paths->count; i++)
      if (paths_is_end(paths, i))
        add_cut(&build, paths, (int32_t)i, depths, depth);
    free(build.slots);
    free(paths->items);
    free(paths->ends);
    free(paths->lives);
    *paths = cut;
  }
  free(depths);
}

void paths_collect(const struct profile *profile, struct paths *paths) {
  size_t places = profile->place_count;
  *paths = (struct paths){
      .profile = profile,
      .frames = memory_new(places, sizeof *paths->frames),
  };
  struct build build = {
      .paths = paths,
      .frame_of = memory_new(places, sizeof *build.frame_of),
      .first_alike = memory_new(places, sizeof *build.first_alike),
  };
  int32_t *path_of = memory_new(profile->context_count, sizeof *path_of);
  for (size_t i = 0; i < places; i++)
    build.frame_of[i] = NO_FRAME;
  find_alike(&build);
  add_contexts(&build, path_of);
  free(path_of);
  free(build.frame_of);
  free(build.first_alike);
  free(build.slots);
}

void paths_free(struct paths *paths) {
  free(paths->frames);
  free(paths->items);
  free(paths->ends);
  free(paths->lives);
  memset(paths, 0, sizeof *paths);
}

void paths_select(struct paths *paths, const struct selection *selection) {
  for (size_t i = 0; i < paths->count; i++) {
    const struct frame *frame = &paths->frames[paths->items[i].frame];
    const struct place place = {.function = frame->function,
                                .file = frame->file};
    if (!selection_has_place(selection, &place))
      memset(paths->ends[i], 0, sizeof *paths->ends);
  }
}

struct children paths_children(const struct paths *paths) {
  return children_of(paths->items, paths->count, sizeof *paths->items,
                     offsetof(struct path, parent));
}

size_t *paths_rank(const struct paths *paths, enum amount amount) {
  return largest_first(&paths->ends[0][amount], sizeof *paths->ends,
                       paths->count);
}

void paths_keep_largest(struct paths *paths, enum amount amount, size_t count) {
  size_t *rows = paths_rank(paths, amount);
  for (size_t i = 0; i < paths->count; i++)
    if (i >= count || paths->ends[rows[i]][amount] == 0)
      memset(paths->ends[rows[i]], 0, sizeof *paths->ends);
  free(rows);
}

bool paths_is_end(const struct paths *paths, size_t path) {
  for (int i = 0; i < AMOUNTS; i++)
    if (paths->ends[path][i])
      return true;
  return false;
}

char *frame_label(const struct paths *paths, int32_t frame) {
  const struct frame *at = &paths->frames[frame];
  const char *function = profile_function(paths->profile, at->function);
  const char *file = profile_file(paths->profile, at->file);
  const char *slash = strrchr(file, '/');
  if (at->function < 0)
    return memory_format("%s", PROFILE_NO_LINE);
  return memory_format("%s (%s:%d)", *function ? function : "???",
                       slash ? slash + 1 : file, at->line);
}
