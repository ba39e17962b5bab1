/* Call paths from one end or the other.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "tree.h"

#include "array.h"
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#define NONE -1

/* One of the paths that are merged in a node. */
struct member {
  int32_t at;     /* the path whose frame the node shows */
  int32_t weight; /* the path whose amounts it has */
};

/* Members with the same key. */
struct cluster {
  int64_t amounts[AMOUNTS];
  size_t first, count; /* in an array of members */
};

struct build {
  const struct paths *paths;
  const struct tree_wish *wish;
  struct tree *tree;
  int64_t (*sums)[AMOUNTS];            /* of paths with all below; or NULL */
  int32_t *first_child, *next_sibling; /* of paths, if not `up` */
  int32_t *cluster_of;                 /* by key; NONE between two uses */
  bool *hidden;                        /* paths that are not shown */
};

/* Frames with the same key are merged.  Key 0 is that of no function. */
static int32_t key_of(const struct build *build, int32_t path) {
  int32_t frame = build->paths->items[path].frame;
  return build->wish->by_function ? build->paths->frames[frame].function + 1
                                  : frame;
}

static const int64_t *amounts_of(const struct build *build, int32_t path) {
  return build->sums ? build->sums[path] : build->paths->items[path].amounts;
}

static int compare(const void *a, const void *b, void *data) {
  const struct cluster *i = a, *j = b;
  enum amount order = *(const enum amount *)data;
  if (i->amounts[order] != j->amounts[order])
    return i->amounts[order] > j->amounts[order] ? -1 : 1;
  return (i->first > j->first) - (i->first < j->first);
}

static bool is_shown(const struct build *build, const struct cluster *cluster) {
  int64_t value = cluster->amounts[build->wish->order];
  return value > 0 && (__int128)value * 10000 >=
                          (__int128)build->tree->whole * build->wish->least;
}

/* Sorts COUNT members into clusters, of which those that are shown come first,
   largest first; returns how many those are, or -1 if there is no memory.
   Members of one cluster are then side by side in SORTED. */
static long make_clusters(struct build *build, const struct member *members,
                          size_t count, struct cluster **clusters,
                          struct member *sorted) {
  size_t n = 0, capacity = 0, at = 0, shown = 0;
  struct cluster *list = NULL;
  for (size_t i = 0; i < count; i++) {
    int32_t *number = &build->cluster_of[key_of(build, members[i].at)];
    if (*number == NONE) {
      struct cluster *grown = array_grow(list, n, &capacity, sizeof *grown);
      if (!grown) {
        free(list);
        return -1;
      }
      list = grown;
      list[n] = (struct cluster){0};
      *number = (int32_t)n++;
    }
    const int64_t *amounts = amounts_of(build, members[i].weight);
    for (int a = 0; a < AMOUNTS; a++)
      list[*number].amounts[a] += amounts[a];
    list[*number].count++;
  }
  for (size_t i = 0; i < n; i++) {
    list[i].first = at;
    at += list[i].count;
    list[i].count = 0;
  }
  for (size_t i = 0; i < count; i++) {
    struct cluster *to =
        &list[build->cluster_of[key_of(build, members[i].at)]];
    sorted[to->first + to->count++] = members[i];
  }
  for (size_t i = 0; i < count; i++)
    build->cluster_of[key_of(build, members[i].at)] = NONE;
  for (size_t i = 0; i < n; i++)
    if (is_shown(build, &list[i]))
      list[shown++] = list[i];
  enum amount order = build->wish->order;
  if (shown)
    qsort_r(list, shown, sizeof *list, compare, &order);
  *clusters = list;
  return (long)shown;
}

/* The members one level below the given ones.  The caller frees them; NULL if
   there is no memory. */
static struct member *step(const struct build *build,
                           const struct member *members, size_t count,
                           size_t *next_count) {
  size_t n = 0, capacity = 0;
  struct member *next = array_grow(NULL, 0, &capacity, sizeof *next);
  for (size_t i = 0; next && i < count; i++) {
    int32_t at = build->wish->up ? build->paths->items[members[i].at].parent
                                 : build->first_child[members[i].at];
    while (at >= 0 && !build->hidden[at]) {
      struct member *grown = array_grow(next, n, &capacity, sizeof *next);
      if (!grown) {
        free(next);
        return NULL;
      }
      next = grown;
      next[n++] = (struct member){
          at, build->wish->up ? members[i].weight : at};
      at = build->wish->up ? NONE : build->next_sibling[at];
    }
  }
  *next_count = n;
  return next;
}

static bool grow(struct build *build, const struct member *members,
                 size_t count, int32_t depth);

static bool add_node(struct build *build, const struct cluster *cluster,
                     const struct member *members, int32_t depth, bool alone) {
  struct tree *tree = build->tree;
  struct tree_node *grown =
      array_grow(tree->nodes, tree->count, &tree->capacity, sizeof *grown);
  if (!grown)
    return false;
  tree->nodes = grown;
  struct tree_node *node = &grown[tree->count++];
  node->frame = build->paths->items[members[0].at].frame;
  node->depth = depth;
  node->alone = alone;
  memcpy(node->amounts, cluster->amounts, sizeof node->amounts);
  return grow(build, members, cluster->count, depth + 1);
}

/* Adds the clusters of the members, and what is below them. */
static bool add_level(struct build *build, const struct member *members,
                      size_t count, int32_t depth) {
  struct cluster *clusters = NULL;
  struct member *sorted = malloc((count + 1) * sizeof *sorted);
  long shown =
      sorted ? make_clusters(build, members, count, &clusters, sorted) : -1;
  bool good = shown >= 0;
  if (depth == 0 && good && (size_t)shown > build->wish->roots) {
    build->tree->hidden = (size_t)shown - build->wish->roots;
    shown = (long)build->wish->roots;
  }
  for (long i = 0; good && i < shown; i++)
    good = add_node(build, &clusters[i], &sorted[clusters[i].first], depth,
                    shown == 1 || depth == 0);
  free(clusters);
  free(sorted);
  return good;
}

static bool grow(struct build *build, const struct member *members,
                 size_t count, int32_t depth) {
  long most = build->wish->depth;
  if (depth >= TREE_MAX_DEPTH || (most && depth >= most))
    return true;
  size_t next_count;
  struct member *next = step(build, members, count, &next_count);
  bool good = next && add_level(build, next, next_count, depth);
  free(next);
  return good;
}

/* What calls main is the same in every program, and says nothing. */
static bool is_below_main(const char *function) {
  static const char *const names[] = {"(below main)", "__libc_start_main",
                                      "__libc_start_main_impl",
                                      "__libc_start_call_main"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(function, names[i]) == 0)
      return true;
  return false;
}

/* Outermost frames are hidden as long as they are below main and nothing
   happened in them. */
static bool hide_below_main(struct build *build) {
  const struct paths *paths = build->paths;
  build->hidden = calloc(paths->count + 1, sizeof *build->hidden);
  for (size_t i = 0; build->hidden && i < paths->count; i++) {
    const struct path *path = &paths->items[i];
    int32_t function = paths->frames[path->frame].function;
    build->hidden[i] =
        (path->parent < 0 || build->hidden[path->parent]) &&
        !path_is_end(path) &&
        is_below_main(profile_function(paths->profile, function));
  }
  return build->hidden;
}

static bool sum_up(struct build *build) {
  const struct paths *paths = build->paths;
  build->sums = malloc((paths->count + 1) * sizeof *build->sums);
  if (!build->sums)
    return false;
  for (size_t i = 0; i < paths->count; i++)
    memcpy(build->sums[i], paths->items[i].amounts, sizeof *build->sums);
  for (size_t i = paths->count; i-- > 0;) {
    int32_t parent = paths->items[i].parent;
    for (int a = 0; parent >= 0 && a < AMOUNTS; a++)
      build->sums[parent][a] += build->sums[i][a];
  }
  return true;
}

static bool link_children(struct build *build) {
  size_t count = build->paths->count;
  build->first_child = malloc((count + 1) * sizeof(int32_t));
  build->next_sibling = malloc((count + 1) * sizeof(int32_t));
  if (!build->first_child || !build->next_sibling)
    return false;
  for (size_t i = 0; i < count; i++)
    build->first_child[i] = NONE;
  for (size_t i = count; i-- > 0;) {
    int32_t parent = build->paths->items[i].parent;
    build->next_sibling[i] = parent < 0 ? NONE : build->first_child[parent];
    if (parent >= 0)
      build->first_child[parent] = (int32_t)i;
  }
  return true;
}

static bool fits_any(const struct build *build, int32_t path) {
  const struct profile *profile = build->paths->profile;
  const struct frame *frame =
      &build->paths->frames[build->paths->items[path].frame];
  const struct option_list *from = build->wish->from;
  if (frame->function < 0)
    return false;
  const struct function *function = &profile->functions[frame->function];
  for (size_t i = 0; i < from->count; i++)
    if (pattern_fits(from->items[i], profile_file(profile, function->file),
                     function->name))
      return true;
  return false;
}

/* Where the tree begins.  The caller frees the members; NULL if there is no
   memory. */
static struct member *begin(const struct build *build, size_t *count) {
  const struct paths *paths = build->paths;
  struct member *members = malloc((paths->count + 1) * sizeof *members);
  bool *inside = calloc(paths->count + 1, sizeof *inside);
  bool from = build->wish->from && build->wish->from->count;
  *count = 0;
  for (size_t i = 0; members && inside && i < paths->count; i++) {
    int32_t path = (int32_t)i, parent = paths->items[i].parent;
    bool first = (parent < 0 || build->hidden[parent]) && !build->hidden[i];
    if (from) {
      inside[i] = (parent >= 0 && inside[parent]) || fits_any(build, path);
      first = inside[i] && (parent < 0 || !inside[parent]);
    } else if (build->wish->up) {
      first = path_is_end(&paths->items[i]);
    }
    if (first)
      members[(*count)++] = (struct member){path, path};
  }
  if (!inside) {
    free(members);
    return NULL;
  }
  free(inside);
  return members;
}

bool tree_make(const struct paths *paths, const struct tree_wish *wish,
               struct tree *tree) {
  struct build build = {.paths = paths, .wish = wish, .tree = tree};
  size_t keys = paths->frame_count + paths->profile->function_count + 1, count;
  bool from = wish->from && wish->from->count;
  *tree = (struct tree){.whole = from ? 0 : wish->whole};
  build.cluster_of = malloc(keys * sizeof *build.cluster_of);
  bool good = build.cluster_of && hide_below_main(&build) &&
              ((wish->up && !from) || sum_up(&build)) &&
              (wish->up || link_children(&build));
  for (size_t i = 0; good && i < keys; i++)
    build.cluster_of[i] = NONE;
  struct member *members = good ? begin(&build, &count) : NULL;
  for (size_t i = 0; members && from && i < count; i++)
    tree->whole += build.sums[members[i].weight][wish->order];
  good = members && add_level(&build, members, count, 0);
  free(members);
  free(build.cluster_of);
  free(build.hidden);
  free(build.first_child);
  free(build.next_sibling);
  free(build.sums);
  if (!good)
    tree_free(tree);
  return good;
}

void tree_free(struct tree *tree) {
  free(tree->nodes);
  *tree = (struct tree){0};
}
