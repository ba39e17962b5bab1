/* Who calls whom, and what came of it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/callgraph.h"

#include "base/children.h"
#include "base/memory.h"
#include "base/numbers.h"

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
  struct children children; /* of each path, those that are still to go to */
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
    int32_t *child = &walk->children.first[walk->way[walk->depth - 1]];
    if (*child == NONE) {
      leave(walk);
      continue;
    }
    int32_t next = *child;
    *child = walk->children.next[next];
    enter(walk, next);
  }
}

/* Everything that happened in each path and beyond. */
static amounts *sum_up(const struct paths *paths) {
  amounts *flows = memory_new(paths->count, sizeof *flows);
  for (size_t i = 0; i < paths->count; i++)
    memcpy(flows[i], paths->ends[i], sizeof(amounts));
  for (size_t i = paths->count; i-- > 0;)
    if (paths->items[i].parent >= 0)
      amounts_add(flows[paths->items[i].parent], flows[i]);
  return flows;
}

/* The caller frees the flows.  Those of outermost frames mean nothing. */
static amounts *flows_make(const struct paths *paths) {
  size_t functions = paths->profile->function_count + 1;
  struct walk walk = {
      .paths = paths,
      .flows = sum_up(paths),
      .children = paths_children(paths),
      .way = memory_new(paths->count, sizeof *walk.way),
      .above = memory_new(paths->count, sizeof *walk.above),
      .innermost = memory_new(functions, sizeof *walk.innermost),
  };
  for (size_t i = 0; i < functions; i++)
    walk.innermost[i] = NONE;
  for (size_t i = 0; i < paths->count; i++)
    if (paths->items[i].parent < 0)
      walk_from(&walk, (int32_t)i);
  children_free(&walk.children);
  free(walk.way);
  free(walk.above);
  free(walk.innermost);
  return walk.flows;
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

static int compare(const void *a, const void *b) {
  const struct item *i = a, *j = b;
  int result = numbers_compare(i->from.function, j->from.function);
  if (!result)
    result = numbers_compare(i->from.file, j->from.file);
  if (!result)
    result = numbers_compare(i->from.line, j->from.line);
  return result ? result : numbers_compare(i->callee, j->callee);
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

void callgraph_make(const struct paths *paths, struct callgraph *graph) {
  amounts *flows = flows_make(paths);
  struct item *items = memory_new(2 * paths->count, sizeof *items);
  size_t count = gather(paths, flows, items);
  qsort(items, count, sizeof *items, compare);
  *graph = (struct callgraph){memory_new(count, sizeof *graph->calls), 0};
  merge(graph, items, count);
  free(items);
  free(flows);
}

void callgraph_free(struct callgraph *graph) {
  free(graph->calls);
  *graph = (struct callgraph){0};
}
