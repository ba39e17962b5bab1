/* Who calls whom, and what came of it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/callgraph.h"

#include <stdlib.h>
#include <string.h>

static void subtract(int64_t from[AMOUNTS], const int64_t less[AMOUNTS]) {
  for (int i = 0; i < AMOUNTS; i++)
    from[i] -= less[i];
}

static int32_t function_of(const struct paths *paths, int32_t path) {
  return paths->frames[paths->items[path].frame].function;
}

#define NONE -1

/* The way from an outermost frame to the path that a walk is at. */
struct walk {
  const struct paths *paths;
  amounts *flows; /* from each path to the one that it goes on from, of which
                     only the innermost activations count */
  int32_t *child, *sibling; /* path -> the next one to go to, or NONE */
  int32_t *way;             /* depth -> path */
  int32_t *above; /* depth -> that of the same function further out, or NONE */
  int32_t *innermost; /* function + 1 -> depth on the way, or NONE */
  int32_t depth;
};

/* Goes on to PATH, of which the flow is still all that happened in it and
   beyond.  That is not the business of the next outer activation of the same
   function: the call that led from there to here does without it. */
static void enter(struct walk *walk, int32_t path) {
  int32_t *innermost = &walk->innermost[function_of(walk->paths, path) + 1];
  walk->way[walk->depth] = path;
  walk->above[walk->depth] = *innermost;
  if (*innermost != NONE)
    subtract(walk->flows[walk->way[*innermost + 1]], walk->flows[path]);
  *innermost = walk->depth++;
}

static void leave(struct walk *walk) {
  int32_t path = walk->way[--walk->depth];
  walk->innermost[function_of(walk->paths, path) + 1] =
      walk->above[walk->depth];
}

static void walk_from(struct walk *walk, int32_t root) {
  enter(walk, root);
  while (walk->depth > 0) {
    int32_t *child = &walk->child[walk->way[walk->depth - 1]];
    if (*child == NONE) {
      leave(walk);
      continue;
    }
    int32_t next = *child;
    *child = walk->sibling[next];
    enter(walk, next);
  }
}

/* Everything that happened in each path and beyond, and the children. */
static void prepare(struct walk *walk) {
  const struct paths *paths = walk->paths;
  for (size_t i = 0; i <= paths->profile->function_count; i++)
    walk->innermost[i] = NONE;
  for (size_t i = 0; i < paths->count; i++) {
    memcpy(walk->flows[i], paths->ends[i], sizeof(amounts));
    walk->child[i] = NONE;
  }
  for (size_t i = paths->count; i-- > 0;) {
    int32_t parent = paths->items[i].parent;
    if (parent < 0)
      continue;
    amounts_add(walk->flows[parent], walk->flows[i]);
    walk->sibling[i] = walk->child[parent];
    walk->child[parent] = (int32_t)i;
  }
}

/* The caller frees the flows; NULL if there is no memory.  Those of outermost
   frames mean nothing. */
static amounts *flows_make(const struct paths *paths) {
  size_t count = paths->count + 1;
  struct walk walk = {
      .paths = paths,
      .flows = malloc(count * sizeof *walk.flows),
      .child = malloc(count * sizeof *walk.child),
      .sibling = malloc(count * sizeof *walk.sibling),
      .way = malloc(count * sizeof *walk.way),
      .above = malloc(count * sizeof *walk.above),
      .innermost =
          malloc((paths->profile->function_count + 1) * sizeof *walk.innermost),
  };
  bool good = walk.flows && walk.child && walk.sibling && walk.way &&
              walk.above && walk.innermost;
  if (good) {
    prepare(&walk);
    for (size_t i = 0; i < paths->count; i++)
      if (paths->items[i].parent < 0)
        walk_from(&walk, (int32_t)i);
  }
  free(walk.child);
  free(walk.sibling);
  free(walk.way);
  free(walk.above);
  free(walk.innermost);
  if (good)
    return walk.flows;
  free(walk.flows);
  return NULL;
}

static bool is_zero(const int64_t some[AMOUNTS]) {
  for (int i = 0; i < AMOUNTS; i++)
    if (some[i])
      return false;
  return true;
}

/* What the calls to be sorted are: a path's end, or a path's call. */
struct item {
  struct frame from;
  int32_t callee;
  const int64_t *amounts;
};

static int compare_numbers(int32_t a, int32_t b) { return (a > b) - (a < b); }

static int compare(const void *a, const void *b) {
  const struct item *i = a, *j = b;
  int result = compare_numbers(i->from.function, j->from.function);
  if (!result)
    result = compare_numbers(i->from.file, j->from.file);
  if (!result)
    result = compare_numbers(i->from.line, j->from.line);
  return result ? result : compare_numbers(i->callee, j->callee);
}

/* ITEMS has room for two for each path.  Returns how many there are. */
static size_t gather(const struct paths *paths, const amounts *flows,
                     struct item *items) {
  size_t count = 0;
  for (size_t i = 0; i < paths->count; i++) {
    const struct path *path = &paths->items[i];
    if (paths_is_end(paths, i))
      items[count++] =
          (struct item){paths->frames[path->frame], CALL_SELF, paths->ends[i]};
    if (path->parent >= 0 && !is_zero(flows[i])) {
      const struct path *caller = &paths->items[path->parent];
      items[count++] =
          (struct item){paths->frames[caller->frame],
                        paths->frames[path->frame].function, flows[i]};
    }
  }
  return count;
}

/* GRAPH has room for all items. */
static void merge(struct callgraph *graph, const struct item *items,
                  size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || compare(&items[i - 1], &items[i]) != 0)
      graph->calls[graph->count++] =
          (struct call){.from = items[i].from, .callee = items[i].callee};
    amounts_add(graph->calls[graph->count - 1].amounts, items[i].amounts);
  }
}

bool callgraph_make(const struct paths *paths, struct callgraph *graph) {
  amounts *flows = flows_make(paths);
  struct item *items = malloc((2 * paths->count + 1) * sizeof *items);
  *graph = (struct callgraph){0};
  size_t count = 0;
  if (flows && items) {
    count = gather(paths, flows, items);
    qsort(items, count, sizeof *items, compare);
    graph->calls = malloc((count + 1) * sizeof *graph->calls);
  }
  if (graph->calls)
    merge(graph, items, count);
  free(items);
  free(flows);
  return graph->calls;
}

void callgraph_free(struct callgraph *graph) {
  free(graph->calls);
  *graph = (struct callgraph){0};
}
