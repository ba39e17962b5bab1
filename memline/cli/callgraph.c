/* Who calls whom, and what came of it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "callgraph.h"

#include <stdlib.h>
#include <string.h>

/* What flows from each path to the one that it goes on from, of which only
   the innermost activations count. */
struct flows {
  const struct paths *paths;
  int64_t (*amounts)[AMOUNTS]; /* path -> amounts */
  /* Function -> the last path on which it was met, from the inside.  One more
     for what no line was active for. */
  int32_t *met;
};

static void add(int64_t to[AMOUNTS], const int64_t amounts[AMOUNTS]) {
  for (int i = 0; i < AMOUNTS; i++)
    to[i] += amounts[i];
}

static int32_t function_of(const struct paths *paths, int32_t path) {
  return paths->frames[paths->items[path].frame].function;
}

/* Charges what happened at the end of the path END to the calls on it. */
static void charge(struct flows *flows, int32_t end) {
  const struct paths *paths = flows->paths;
  const struct path *items = paths->items;
  flows->met[function_of(paths, end) + 1] = end;
  for (int32_t i = end, caller; (caller = items[i].parent) >= 0; i = caller) {
    int32_t *met = &flows->met[function_of(paths, caller) + 1];
    if (*met != end)
      add(flows->amounts[i], items[end].amounts);
    *met = end;
  }
}

static bool flows_make(const struct paths *paths, struct flows *flows) {
  size_t functions = paths->profile->function_count + 1;
  *flows = (struct flows){
      .paths = paths,
      .amounts = calloc(paths->count + 1, sizeof *flows->amounts),
      .met = malloc(functions * sizeof *flows->met),
  };
  if (!flows->amounts || !flows->met)
    return false;
  for (size_t i = 0; i < functions; i++)
    flows->met[i] = -1;
  for (size_t i = 0; i < paths->count; i++)
    if (path_is_end(&paths->items[i]))
      charge(flows, (int32_t)i);
  return true;
}

static void flows_free(struct flows *flows) {
  free(flows->amounts);
  free(flows->met);
}

static bool is_zero(const int64_t amounts[AMOUNTS]) {
  for (int i = 0; i < AMOUNTS; i++)
    if (amounts[i])
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
static size_t gather(const struct flows *flows, struct item *items) {
  const struct paths *paths = flows->paths;
  size_t count = 0;
  for (size_t i = 0; i < paths->count; i++) {
    const struct path *path = &paths->items[i];
    if (path_is_end(path))
      items[count++] = (struct item){paths->frames[path->frame], CALL_SELF,
                                     path->amounts};
    if (!is_zero(flows->amounts[i])) {
      const struct path *caller = &paths->items[path->parent];
      items[count++] = (struct item){paths->frames[caller->frame],
                                     paths->frames[path->frame].function,
                                     flows->amounts[i]};
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
    add(graph->calls[graph->count - 1].amounts, items[i].amounts);
  }
}

bool callgraph_make(const struct paths *paths, struct callgraph *graph) {
  struct flows flows;
  bool good = flows_make(paths, &flows);
  struct item *items = malloc((2 * paths->count + 1) * sizeof *items);
  *graph = (struct callgraph){0};
  size_t count = 0;
  if (good && items) {
    count = gather(&flows, items);
    qsort(items, count, sizeof *items, compare);
    graph->calls = malloc((count + 1) * sizeof *graph->calls);
  }
  if (graph->calls)
    merge(graph, items, count);
  free(items);
  flows_free(&flows);
  return graph->calls;
}

void callgraph_free(struct callgraph *graph) {
  free(graph->calls);
  *graph = (struct callgraph){0};
}
