/* What the figures of a profile add up to.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/groups.h"

#include "analysis/lines.h"
#include "base/children.h"
#include "base/largest.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool groups_overlap(enum figure figure) {
  return figure_columns[figure].scope == SCOPE_INCLUSIVE;
}

void groups_free(struct groups *groups) {
  free(groups->items);
  free(groups->of_place);
  memset(groups, 0, sizeof *groups);
}

size_t *groups_rank(const struct groups *groups, enum figure figure) {
  return largest_first(&groups->items[0].figures[figure], sizeof *groups->items,
                       groups->count);
}

/* COUNT empty groups. */
static void make(struct groups *groups, size_t count) {
  groups->items = memory_new(count, sizeof *groups->items);
  groups->count = count;
  for (size_t i = 0; i < groups->count; i++) {
    groups->items[i] = (struct group){-1, -1, -1, -1, {0}};
    figures_clear(groups->items[i].figures);
  }
}

/* No place has a group yet. */
static void make_places(struct groups *groups, const struct profile *profile) {
  groups->of_place = memory_new(profile->place_count, sizeof *groups->of_place);
  for (size_t i = 0; i < profile->place_count; i++)
    groups->of_place[i] = -1;
}

static void collect_lines(const struct profile *profile,
                          const struct selection *selection,
                          struct groups *groups) {
  struct lines lines;
  lines_collect(profile, LINES_BY_FILE, false, &lines);
  lines_select(&lines, selection);
  make(groups, lines.count + 1);
  make_places(groups, profile);
  size_t n = 0;
  if (selection_has_place(selection, &profile->places[0])) {
    groups->items[n].place = 0;
    groups->of_place[0] = 0;
    figures_add(groups->items[n++].figures, profile->places[0].figures);
  }
  for (size_t i = 0; i < lines.count; i++, n++) {
    const struct place *place = lines_place(&lines, i);
    struct group *group = &groups->items[n];
    group->place = (int32_t)(place - profile->places);
    group->function = place->function;
    group->file = place->file;
    lines_figures(&lines, i, group->figures);
    for (uint32_t k = 0; k < lines.items[i].count; k++)
      groups->of_place[lines.places[lines.items[i].first + k]] = (int32_t)n;
  }
  groups->count = n;
  lines_free(&lines);
}

/* Those that were collected by lines as one. */
static void collect_program(struct groups *groups,
                            const struct profile *profile) {
  for (size_t i = 1; i < groups->count; i++)
    figures_add(groups->items[0].figures, groups->items[i].figures);
  if (groups->count == 0)
    return;
  groups->items[0].place = 0;
  groups->items[0].function = groups->items[0].file = -1;
  groups->count = 1;
  for (size_t i = 0; i < profile->place_count; i++)
    if (groups->of_place[i] >= 0)
      groups->of_place[i] = 0;
}

/* Adds each place to its owner's group, and notes in USED which have any. */
static void add_owned(const struct profile *profile,
                      const struct selection *selection, bool files,
                      struct groups *groups, bool *used) {
  for (size_t i = 0; i < profile->place_count; i++) {
    const struct place *place = &profile->places[i];
    int32_t owner = files ? place->file : place->function;
    if (!selection_has_place(selection, place))
      continue;
    used[owner + 1] = true;
    groups->of_place[i] = owner + 1;
    figures_add(groups->items[owner + 1].figures, place->figures);
  }
}

/* By function, or by file: group 0 is that of none, which has no place. */
static void collect_owners(const struct profile *profile,
                           const struct selection *selection, bool files,
                           struct groups *groups) {
  size_t owners = files ? profile->file_count : profile->function_count;
  bool *used = memory_zeroed(owners + 1, sizeof *used);
  int32_t *number = memory_new(owners + 1, sizeof *number); /* if it is used */
  make(groups, owners + 1);
  make_places(groups, profile);
  add_owned(profile, selection, files, groups, used);
  size_t kept = 0;
  for (size_t i = 0; i <= owners; i++) {
    struct group *group = &groups->items[i];
    group->place = i ? -1 : 0;
    group->function = files ? -1 : (int32_t)i - 1;
    group->file = (int32_t)i - 1;
    if (!files && i)
      group->file = profile->functions[i - 1].file;
    number[i] = (int32_t)kept;
    if (used[i])
      groups->items[kept++] = *group;
  }
  groups->count = kept;
  for (size_t i = 0; i < profile->place_count; i++)
    if (groups->of_place[i] >= 0)
      groups->of_place[i] = number[groups->of_place[i]];
  free(used);
  free(number);
}

/* The flows of contexts with all that is below them. */
struct flows {
  int64_t allocs, allocated, frees, freed;
};

static void add_flows(struct flows *to, const struct flows *more) {
  to->allocs += more->allocs;
  to->allocated += more->allocated;
  to->frees += more->frees;
  to->freed += more->freed;
}

/* By context; the caller frees the array. */
static struct flows *sum_flows(const struct profile *profile) {
  size_t count = profile->context_count;
  struct flows *flows = memory_new(count, sizeof *flows);
  for (size_t i = 0; i < count; i++) {
    const int64_t *own = profile->contexts[i].amounts;
    flows[i] = (struct flows){own[AMOUNT_ALLOCS], own[AMOUNT_ALLOCATED],
                              own[AMOUNT_FREES], own[AMOUNT_FREED]};
  }
  for (size_t i = count; i-- > 0;)
    if (profile->contexts[i].parent >= 0)
      add_flows(&flows[profile->contexts[i].parent], &flows[i]);
  return flows;
}

static void set_flows(int64_t figures[FIGURES], const struct flows *flows) {
  figures[FIGURE_ALLOCS] = flows->allocs;
  figures[FIGURE_ALLOCATED] = flows->allocated;
  figures[FIGURE_FREES] = flows->frees;
  figures[FIGURE_FREED] = flows->freed;
  figures[FIGURE_INCREMENT] = flows->allocated - flows->freed;
}

static void collect_contexts(const struct profile *profile,
                             const struct selection *selection,
                             struct groups *groups) {
  struct flows *flows = sum_flows(profile);
  make(groups, profile->context_count);
  size_t kept = 0;
  for (size_t i = 0; i < profile->context_count; i++) {
    const struct context *context = &profile->contexts[i];
    const struct place *place = &profile->places[context->place];
    if (!selection_has_place(selection, place))
      continue;
    struct group *group = &groups->items[kept++];
    group->context = (int32_t)i;
    group->place = context->place;
    group->function = place->function;
    group->file = place->file;
    group->figures[FIGURE_OCCURRENCES] = FIGURE_NONE;
    set_flows(group->figures, &flows[i]);
    for (int j = 0; j < AMOUNTS; j++)
      group->figures[amount_columns[j].self] = context->amounts[j];
  }
  groups->count = kept;
  free(flows);
}

/* The way down the tree of contexts: `on_path` counts, for each file, how many
   frames of the current path are in it. */
struct descent {
  const struct profile *profile;
  const struct selection *selection;
  struct children children; /* of contexts */
  uint32_t *on_path;        /* by file */
  const struct flows *flows;
  struct flows *files; /* what is summed up, by file */
};

/* Enters (or leaves) a context: each of its frames' files that was not on the
   path has all that is below. */
static void pass(struct descent *descent, int32_t context, bool enter) {
  const struct profile *profile = descent->profile;
  int32_t place = profile->contexts[context].place;
  for (; place >= 0; place = profile->places[place].outer) {
    int32_t file = profile->places[place].file;
    if (file < 0 ||
        !selection_has_place(descent->selection, &profile->places[place]))
      continue;
    if (!enter)
      descent->on_path[file]--;
    else if (descent->on_path[file]++ == 0)
      add_flows(&descent->files[file], &descent->flows[context]);
  }
}

static void descend(struct descent *descent, int32_t root) {
  const struct context *contexts = descent->profile->contexts;
  int32_t at = root;
  pass(descent, at, true);
  for (;;) {
    if (descent->children.first[at] >= 0) {
      at = descent->children.first[at];
    } else {
      while (at != root && descent->children.next[at] < 0) {
        pass(descent, at, false);
        at = contexts[at].parent;
      }
      pass(descent, at, false);
      if (at == root)
        return;
      at = descent->children.next[at];
    }
    pass(descent, at, true);
  }
}

/* A file's lines call each other: their flows cannot just be added. */
static void correct_files(const struct profile *profile,
                          const struct selection *selection,
                          struct groups *groups) {
  size_t contexts = profile->context_count, files = profile->file_count;
  struct descent descent = {
      .profile = profile,
      .selection = selection,
      .children =
          children_of(profile->contexts, contexts, sizeof *profile->contexts,
                      offsetof(struct context, parent)),
      .on_path = memory_zeroed(files, sizeof(uint32_t)),
      .flows = sum_flows(profile),
      .files = memory_zeroed(files, sizeof(struct flows)),
  };
  for (size_t i = 0; i < contexts; i++)
    if (profile->contexts[i].parent < 0)
      descend(&descent, (int32_t)i);
  for (size_t i = 0; i < groups->count; i++)
    if (groups->items[i].file >= 0)
      set_flows(groups->items[i].figures,
                &descent.files[groups->items[i].file]);
  children_free(&descent.children);
  free(descent.on_path);
  free((void *)descent.flows);
  free(descent.files);
}

void groups_collect(const struct profile *profile,
                    const struct selection *selection, enum grouping by,
                    struct groups *groups) {
  *groups = (struct groups){0};
  switch (by) {
  case GROUP_LINES:
    collect_lines(profile, selection, groups);
    break;
  case GROUP_FUNCTIONS:
    collect_owners(profile, selection, false, groups);
    break;
  case GROUP_FILES:
    collect_owners(profile, selection, true, groups);
    correct_files(profile, selection, groups);
    break;
  case GROUP_CONTEXTS:
    collect_contexts(profile, selection, groups);
    break;
  case GROUP_PROGRAM:
    collect_lines(profile, selection, groups);
    collect_program(groups, profile);
    break;
  }
}
