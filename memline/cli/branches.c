/* Trees of call paths as a view.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "branches.h"

#include "labels.h"

#include <string.h>

const struct option_row branches_options[3] = {
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct branches_wish, by),
     .argument = "WHAT",
     .values = "line function",
     .help = "line, or function to merge the lines of a function [line]"},
    {.name = "min",
     .kind = OPTION_SHARE,
     .at = offsetof(struct branches_wish, least),
     .argument = "SHARE",
     .help = "leave out what has less than that share of the program's total, "
             "as 0.5%"},
    {.name = "depth",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct branches_wish, depth),
     .argument = "N",
     .help = "at most N levels, 0 for all [0]"},
};

enum {
  COLUMN_DEPTH,
  COLUMN_FILE,
  COLUMN_FUNCTION,
  COLUMN_LINE,
  COLUMN_PATH,
  COLUMN_AMOUNTS,
  COLUMN_PART = COLUMN_AMOUNTS + AMOUNTS,
  COLUMNS
};

static const struct grid_column template[COLUMNS] = {
    [COLUMN_DEPTH] = {"depth", "Depth", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_FILE] = {"file", "File", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_FUNCTION] = {"function", "Function", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_LINE] = {"line", "Line", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_PATH] = {"path", "Call path", GRID_NAME, GRID_PEOPLE},
    [COLUMN_AMOUNTS + AMOUNT_ALLOCS] =
        {"allocs", "Allocs", GRID_COUNT, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_ALLOCATED] =
        {"allocated", "Allocated", GRID_BYTES, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_FREES] = {"frees", "Frees", GRID_COUNT, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_FREED] = {"freed", "Freed", GRID_BYTES, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_AT_PEAK_BYTES] =
        {"at_peak_bytes", "At peak", GRID_BYTES, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_AT_PEAK_BLOCKS] =
        {"at_peak_blocks", "Blocks", GRID_COUNT, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_AT_EXIT_BYTES] =
        {"at_exit_bytes", "At exit", GRID_BYTES, GRID_ALL},
    [COLUMN_AMOUNTS + AMOUNT_AT_EXIT_BLOCKS] =
        {"at_exit_blocks", "Blocks", GRID_COUNT, GRID_ALL},
    [COLUMN_PART] = {"share", "Share", GRID_SHARE, GRID_ALL},
};

/* The total of the profile that the paths' amounts add up to. */
static int64_t total_of(const struct profile *profile, enum amount amount) {
  static const enum total totals[AMOUNTS] = {
      [AMOUNT_ALLOCS] = TOTAL_ALLOCS,
      [AMOUNT_ALLOCATED] = TOTAL_ALLOCATED,
      [AMOUNT_FREES] = TOTAL_FREES,
      [AMOUNT_FREED] = TOTAL_FREED,
      [AMOUNT_AT_PEAK_BYTES] = TOTAL_PEAK_BYTES,
      [AMOUNT_AT_PEAK_BLOCKS] = TOTAL_PEAK_BLOCKS,
      [AMOUNT_AT_EXIT_BYTES] = TOTAL_AT_EXIT_BYTES,
      [AMOUNT_AT_EXIT_BLOCKS] = TOTAL_AT_EXIT_BLOCKS,
  };
  return profile->totals[totals[amount]];
}

bool branches_resolve(struct branches *branches, struct error *error) {
  const struct branches_wish *wish = branches->wish;
  const char *keys[AMOUNTS];
  struct columns_known amounts = {keys, AMOUNTS, branches->order};
  struct columns order;
  for (int i = 0; i < AMOUNTS; i++)
    keys[i] = template[COLUMN_AMOUNTS + i].key;
  const char *sort = wish->view.sort ? wish->view.sort : branches->order;
  if (!columns_choose(sort, &amounts, &order, error))
    return false;
  if (order.count != 1)
    return error_set(error, "--sort expects one column, found '%s'", sort);
  branches->tree.order = (enum amount)order.list[0];
  branches->tree.by_function = wish->by == 1;
  branches->tree.least = wish->least;
  branches->tree.depth = wish->depth;
  branches->grid = grid_new(template, COLUMNS);
  return grid_choose(&branches->grid, &wish->view, branches->columns, error);
}

/* Where the label of a node begins: one that has siblings gets a mark before
   it, and what is below it or below depth 0 is further in.  INDENT holds the
   blanks of each depth, from the parent on. */
static const char *path_of(struct grid *grid, const struct labels *labels,
                           const struct tree_node *node,
                           const struct place *place, bool by_function,
                           int *indent) {
  const char *label = by_function
                          ? labels_function(labels, place->function)
                          : labels_place(labels, place, grid);
  if (by_function && place->function < 0)
    label = PROFILE_NO_LINE;
  if (!label)
    return NULL;
  int blanks = node->depth ? indent[node->depth - 1] : 0;
  indent[node->depth] = node->depth && node->alone ? blanks : blanks + 2;
  return grid_name(grid, "%*s%s%s", blanks, "", node->alone ? "" : "- ",
                   label);
}

static bool add_node(struct branches *branches, const struct paths *paths,
                     const struct labels *labels, const struct tree *tree,
                     const struct tree_node *node, int *indent) {
  const struct profile *profile = paths->profile;
  const struct frame *frame = &paths->frames[node->frame];
  bool by_function = branches->tree.by_function;
  int32_t file = frame->file;
  union grid_cell *row = grid_add(&branches->grid);
  if (!row)
    return false;
  if (by_function && frame->function >= 0)
    file = profile->functions[frame->function].file;
  if (frame->function >= 0) {
    row[COLUMN_FILE].name = profile_file(profile, file);
    row[COLUMN_FUNCTION].name = profile_function(profile, frame->function);
    if (!by_function)
      row[COLUMN_LINE].number = frame->line;
  }
  row[COLUMN_DEPTH].number = node->depth;
  for (int i = 0; i < AMOUNTS; i++)
    row[COLUMN_AMOUNTS + i].number = node->amounts[i];
  row[COLUMN_PART].number =
      grid_share(node->amounts[branches->tree.order], tree->whole);
  struct place place = {
      .function = frame->function, .file = frame->file, .line = frame->line};
  row[COLUMN_PATH].name = path_of(&branches->grid, labels, node, &place,
                                  by_function, indent);
  return row[COLUMN_PATH].name;
}

static bool print(struct branches *branches, const struct paths *paths,
                  const struct output *output, size_t *shown) {
  const struct view *view = &branches->wish->view;
  int indent[TREE_MAX_DEPTH];
  struct tree tree;
  struct labels labels;
  branches->tree.whole = total_of(paths->profile, branches->tree.order);
  branches->tree.roots = view_rows(view, branches->rows);
  if (!tree_make(paths, &branches->tree, &tree))
    return false;
  bool good = labels_make(paths->profile, &labels);
  for (size_t i = 0; good && i < tree.count; i++)
    good = add_node(branches, paths, &labels, &tree, &tree.nodes[i], indent);
  *shown = tree.count;
  if (good && (tree.count || !view_is_for_people(view))) {
    grid_print(&branches->grid, view, output);
    view_print_hidden(view, tree.hidden, output->out);
  }
  labels_free(&labels);
  tree_free(&tree);
  return good;
}

bool branches_show(struct branches *branches, const struct profile *profile,
                   branches_prepare *prepare, void *data, size_t *shown) {
  const struct view *view = &branches->wish->view;
  struct selection selection;
  struct paths paths;
  struct output output;
  if (!selection_make(profile, &view->selection, &selection))
    return false;
  bool good = paths_collect(profile, &paths);
  if (good) {
    paths_select(&paths, &selection);
    output_open(&output, view->colour);
    FILE *out = view_is_for_people(view) ? output.out : NULL;
    good = (!prepare || prepare(data, &paths, out)) &&
           print(branches, &paths, &output, shown);
    output_close(&output);
    paths_free(&paths);
  }
  selection_free(&selection);
  return good;
}
