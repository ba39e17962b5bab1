/* Call paths from one end or the other.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "analysis/tree.h"

#include "base/grow.h"
#include "base/memory.h"
#include "base/numbers.h"
#include "shared/glob.h"

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

struct tree {
  const struct paths *paths;
  const struct tree_wish *wish;
  int64_t whole;
  amounts *sums;            /* of paths with all below; or NULL */
  struct children children; /* of paths, if not `up` */
  int32_t *cluster_of;      /* by key; NONE between two uses */
  bool *below_main;         /* paths that are not shown */
  long deepest;             /* levels at most */
  /* Of a walk. */
  size_t hidden;
  size_t left;            /* how many more nodes it may visit */
  struct member *members; /* those of each level behind those of the level
                             above, or in their place */
  size_t member_count;
  struct member *sorted;    /* room for the members of one level */
  struct cluster *clusters; /* of each level behind those of the level above */
  size_t cluster_count, cluster_capacity;
  tree_visit *visit;
  void *data;
};

/* Frames with the same key are merged.  Key 0 is that of no function. */
static int32_t key_of(const struct tree *tree, int32_t path) {
  int32_t frame = tree->paths->items[path].frame;
  return tree->wish->by_function ? tree->paths->frames[frame].function + 1
                                 : frame;
}

static const int64_t *amounts_of(const struct tree *tree, int32_t path) {
  return tree->sums ? tree->sums[path] : tree->paths->ends[path];
}

static int compare(const void *a, const void *b, void *data) {
  const struct cluster *i = a, *j = b;
  enum amount order = *(const enum amount *)data;
  int result = numbers_compare(j->amounts[order], i->amounts[order]);
  return result ? result
                : numbers_compare((int64_t)i->first, (int64_t)j->first);
}

static bool is_shown(const struct tree *tree, const int64_t *some) {
  int64_t value = some[tree->wish->order];
  return value > 0 &&
         (__int128)value * 10000 >= (__int128)tree->whole * tree->wish->least;
}

/* Adds up the members in clusters.  Leaves in CLUSTER_OF, by key, which of them
   it is. */
static void add_up(struct tree *tree, size_t first, size_t count) {
  size_t base = tree->cluster_count;
  for (size_t i = first; i < first + count; i++) {
    int32_t *number = &tree->cluster_of[key_of(tree, tree->members[i].at)];
    if (*number == NONE) {
      tree->clusters = grow(tree->clusters, tree->cluster_count,
                            &tree->cluster_capacity, sizeof *tree->clusters);
      tree->clusters[tree->cluster_count] = (struct cluster){.count = 0};
      *number = (int32_t)(tree->cluster_count++ - base);
    }
    struct cluster *cluster = &tree->clusters[base + (size_t)*number];
    amounts_add(cluster->amounts, amounts_of(tree, tree->members[i].weight));
    cluster->count++;
  }
}

/* Puts members of one cluster side by side. */
static void sort_members(struct tree *tree, size_t first, size_t count,
                         struct cluster *clusters, size_t cluster_count) {
  struct member *members = &tree->members[first];
  for (size_t i = 0, at = 0; i < cluster_count; i++) {
    clusters[i].first = at;
    at += clusters[i].count;
    clusters[i].count = 0;
  }
  for (size_t i = 0; i < count; i++) {
    struct cluster *to =
        &clusters[tree->cluster_of[key_of(tree, members[i].at)]];
    tree->sorted[to->first + to->count++] = members[i];
  }
  for (size_t i = 0; i < count; i++)
    tree->cluster_of[key_of(tree, members[i].at)] = NONE;
  memcpy(members, tree->sorted, count * sizeof *members);
}

/* Sorts COUNT members from FIRST on into clusters, new ones at the end, of
   which those that are shown are left, largest first. */
static void make_clusters(struct tree *tree, size_t first, size_t count) {
  size_t base = tree->cluster_count, shown = 0;
  enum amount order = tree->wish->order;
  add_up(tree, first, count);
  struct cluster *clusters = tree->clusters + base;
  size_t n = tree->cluster_count - base;
  sort_members(tree, first, count, clusters, n);
  for (size_t i = 0; i < n; i++)
    if (is_shown(tree, clusters[i].amounts))
      clusters[shown++] = clusters[i];
  if (shown > 1)
    qsort_r(clusters, shown, sizeof *clusters, compare, &order);
  tree->cluster_count = base + shown;
}

/* From the members of a node to those of the level below it: *FIRST and *COUNT
   say where they are.  Callers take the place of what they called, of which
   they are never more; callees, which lead to no other callees, go to the
   end. */
static void step(struct tree *tree, size_t *first, size_t *count) {
  const struct path *paths = tree->paths->items;
  struct member *members = tree->members + *first;
  size_t n = 0;
  if (tree->wish->up) {
    for (size_t i = 0; i < *count; i++) {
      int32_t caller = paths[members[i].at].parent;
      if (caller >= 0 && !tree->below_main[caller])
        members[n++] = (struct member){caller, members[i].weight};
    }
  } else {
    struct member *callee = tree->members + tree->member_count;
    *first = tree->member_count;
    for (size_t i = 0; i < *count; i++)
      for (int32_t at = tree->children.first[members[i].at]; at >= 0;
           at = tree->children.next[at])
        if (!tree->below_main[at])
          *callee++ = (struct member){at, at};
    n = (size_t)(callee - tree->members) - tree->member_count;
    tree->member_count += n;
  }
  *count = n;
}

static void visit(struct tree *tree, int32_t path, int32_t depth, bool alone,
                  const int64_t *some) {
  struct tree_node node = {tree->paths->items[path].frame, depth, alone, some};
  tree->visit(tree->data, &node);
  tree->left--;
}

static bool is_deepest(const struct tree *tree, int32_t depth) {
  return depth >= tree->deepest || tree->left == 0;
}

static void walk(struct tree *tree, size_t first, size_t count, int32_t depth);

/* The nodes of a level, and what is below each. */
static void walk_clusters(struct tree *tree, size_t first, size_t count,
                          int32_t depth) {
  size_t base = tree->cluster_count;
  make_clusters(tree, first, count);
  size_t shown = tree->cluster_count - base;
  bool alone = shown == 1 || depth == 0;
  if (depth == 0 && shown > tree->wish->roots) {
    tree->hidden = shown - tree->wish->roots;
    shown = tree->wish->roots;
  }
  for (size_t i = base; i < base + shown && tree->left > 0; i++) {
    /* The array moves when it grows. */
    const struct cluster cluster = tree->clusters[i];
    size_t begin = first + cluster.first, n = cluster.count;
    size_t end = tree->member_count;
    visit(tree, tree->members[begin].at, depth, alone, cluster.amounts);
    if (!is_deepest(tree, depth + 1)) {
      step(tree, &begin, &n);
      walk(tree, begin, n, depth + 1);
    }
    tree->member_count = end;
  }
  tree->cluster_count = base;
}

/* As long as there is one member, there is one node. */
static void walk(struct tree *tree, size_t first, size_t count, int32_t depth) {
  while (count == 1 && depth > 0) {
    const struct member *member = &tree->members[first];
    const int64_t *some = amounts_of(tree, member->weight);
    if (!is_shown(tree, some))
      return;
    visit(tree, member->at, depth, true, some);
    if (is_deepest(tree, ++depth))
      return;
    step(tree, &first, &count);
  }
  if (count > 0)
    walk_clusters(tree, first, count, depth);
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

/* Outermost frames are left out as long as they are below main and nothing
   happened in them. */
static void find_below_main(struct tree *tree) {
  const struct paths *paths = tree->paths;
  tree->below_main = memory_zeroed(paths->count, sizeof *tree->below_main);
  for (size_t i = 0; i < paths->count; i++) {
    const struct path *path = &paths->items[i];
    int32_t function = paths->frames[path->frame].function;
    tree->below_main[i] =
        (path->parent < 0 || tree->below_main[path->parent]) &&
        !paths_is_end(paths, i) &&
        is_below_main(profile_function(paths->profile, function));
  }
}

static void sum_up(struct tree *tree) {
  const struct paths *paths = tree->paths;
  tree->sums = memory_new(paths->count, sizeof *tree->sums);
  if (paths->count)
    memcpy(tree->sums, paths->ends, paths->count * sizeof *tree->sums);
  for (size_t i = paths->count; i-- > 0;)
    if (paths->items[i].parent >= 0)
      amounts_add(tree->sums[paths->items[i].parent], tree->sums[i]);
}

static bool fits_any(const struct tree *tree, int32_t path) {
  const struct profile *profile = tree->paths->profile;
  const struct frame *frame =
      &tree->paths->frames[tree->paths->items[path].frame];
  const struct option_list *from = tree->wish->from;
  if (frame->function < 0)
    return false;
  const struct function *function = &profile->functions[frame->function];
  for (size_t i = 0; i < from->count; i++)
    if (glob_fits_function(from->items[i],
                           profile_file(profile, function->file),
                           function->name))
      return true;
  return false;
}

/* The members to begin with. */
static void begin(struct tree *tree) {
  const struct paths *paths = tree->paths;
  bool *inside = memory_zeroed(paths->count, sizeof *inside);
  bool from = tree->wish->from && tree->wish->from->count;
  tree->member_count = 0;
  for (size_t i = 0; i < paths->count; i++) {
    int32_t path = (int32_t)i, parent = paths->items[i].parent;
    bool first =
        (parent < 0 || tree->below_main[parent]) && !tree->below_main[i];
    if (from) {
      inside[i] = (parent >= 0 && inside[parent]) || fits_any(tree, path);
      first = inside[i] && (parent < 0 || !inside[parent]);
    } else if (tree->wish->up) {
      first = paths_is_end(paths, i);
    }
    if (first)
      tree->members[tree->member_count++] = (struct member){path, path};
  }
  free(inside);
}

/* What the functions of `from` have. */
static void sum_from(struct tree *tree) {
  begin(tree);
  tree->whole = 0;
  for (size_t i = 0; i < tree->member_count; i++)
    tree->whole += tree->sums[tree->members[i].weight][tree->wish->order];
}

/* False if there are more nodes than MOST. */
static bool walk_all(struct tree *tree, tree_visit *visit, void *data,
                     size_t most) {
  tree->visit = visit;
  tree->data = data;
  tree->hidden = 0;
  tree->cluster_count = 0;
  tree->left = most;
  begin(tree);
  walk(tree, 0, tree->member_count, 0);
  return tree->left > 0;
}

static void pass_over(void *data, const struct tree_node *node) {
  (void)data;
  (void)node;
}

/* Callees are no more than there are paths.  Callers are: each end of deep
   recursion has nearly all others above it. */
static void limit_depth(struct tree *tree) {
  long most = tree->wish->depth;
  tree->deepest = most && most < TREE_MAX_DEPTH ? most : TREE_MAX_DEPTH;
  while (tree->wish->up && !most && tree->deepest > 1 &&
         !walk_all(tree, pass_over, NULL, TREE_MAX_CALLERS))
    tree->deepest /= 2;
}

struct tree *tree_make(const struct paths *paths,
                       const struct tree_wish *wish) {
  size_t keys = paths->frame_count + paths->profile->function_count + 1;
  bool from = wish->from && wish->from->count;
  struct tree *tree = memory_zeroed(1, sizeof *tree);
  tree->paths = paths;
  tree->wish = wish;
  tree->whole = wish->whole;
  tree->cluster_of = memory_new(keys, sizeof *tree->cluster_of);
  for (size_t i = 0; i < keys; i++)
    tree->cluster_of[i] = NONE;
  tree->members = memory_new(paths->count, sizeof *tree->members);
  tree->sorted = memory_new(paths->count, sizeof *tree->sorted);
  find_below_main(tree);
  if (!wish->up || from)
    sum_up(tree);
  if (!wish->up)
    tree->children = paths_children(paths);
  if (from)
    sum_from(tree);
  limit_depth(tree);
  return tree;
}

void tree_free(struct tree *tree) {
  free(tree->cluster_of);
  free(tree->members);
  free(tree->sorted);
  free(tree->clusters);
  free(tree->below_main);
  children_free(&tree->children);
  free(tree->sums);
  free(tree);
}

int64_t tree_whole(const struct tree *tree) { return tree->whole; }

size_t tree_hidden(const struct tree *tree) { return tree->hidden; }

long tree_left_out(const struct tree *tree) {
  bool whole = tree->wish->depth || tree->deepest == TREE_MAX_DEPTH;
  return whole ? 0 : tree->deepest;
}

void tree_walk(struct tree *tree, tree_visit *visit, void *data) {
  walk_all(tree, visit, data, SIZE_MAX);
}
