/* Trees of call paths as a view.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/tree_view.h"

#include "analysis/short_names.h"
#include "base/memory.h"
#include "output/display.h"

#include <stdlib.h>
#include <string.h>

const struct option_row tree_view_options[3] = {
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct tree_view_wish, by),
     .argument = "WHAT",
     .values = "line function",
     .help = "line, or function to merge the lines of a function [line]"},
    {.name = "min",
     .kind = OPTION_SHARE,
     .at = offsetof(struct tree_view_wish, least),
     .argument = "SHARE",
     .help = "leave out what has less than that share of the program's total, "
             "as 0.5%"},
    {.name = "depth",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct tree_view_wish, depth),
     .argument = "N",
     .help =
         "at most N levels; 0: all, callers as far as they are not too many [0]"},
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
#define AMOUNT_ROW(id, key, title, unit, ...)                                  \
  [COLUMN_AMOUNTS + AMOUNT_##                                                  \
      id] = {key, title, (enum grid_kind)COLUMN_##unit, GRID_ALL},
    PROFILE_AMOUNTS(AMOUNT_ROW)
#undef AMOUNT_ROW
        [COLUMN_PART] = {"share", "Share", GRID_SHARE, GRID_ALL},
};

/* The total of the profile that the paths' amounts add up to. */
static int64_t total_of(const struct profile *profile, enum amount amount) {
  return profile->totals[figure_columns[amount_columns[amount].self].whole];
}

bool tree_view_resolve(void *request, struct error *error) {
  struct tree_view *branches = request;
  const struct tree_view_wish *wish = &branches->wish;
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

/* Of a frame, for people. */
struct name {
  const char *text; /* NULL: not made yet */
  int length, width;
};

/* What the rows are made of. */
struct rows {
  const struct tree_view *branches;
  const struct paths *paths;
  struct tree *tree;
  struct short_names labels;
  struct name *names; /* of frames */
  struct arena arena; /* owns them */
  char *path;         /* the cell of the row, which grows */
  int capacity;
  int indent[TREE_MAX_DEPTH]; /* blanks before the children of each depth */
  struct grid_printer *printer;
};

static const struct name *name_of(struct rows *rows, int32_t number) {
  struct name *name = &rows->names[number];
  if (name->text)
    return name;
  const struct frame *frame = &rows->paths->frames[number];
  const struct place place = {
      .function = frame->function, .file = frame->file, .line = frame->line};
  if (frame->function < 0)
    name->text = PROFILE_NO_LINE;
  else if (rows->branches->tree.by_function)
    name->text = short_names_function(&rows->labels, frame->function);
  else
    name->text = short_names_place(&rows->labels, &place, &rows->arena);
  name->length = (int)strlen(name->text);
  name->width = display_width(name->text);
  return name;
}

static void make_room(struct rows *rows, int length) {
  if (length < rows->capacity)
    return;
  free(rows->path);
  rows->capacity = 2 * length + 1;
  rows->path = memory_new((size_t)rows->capacity, 1);
}

/* The name of a node that has siblings gets a mark before it, and what is below
   it or below depth 0 is further in. */
static void set_path(struct rows *rows, const struct tree_node *node,
                     union grid_cell *row) {
  const struct name *name = name_of(rows, node->frame);
  int blanks = node->depth ? rows->indent[node->depth - 1] : 0;
  int mark = node->alone ? 0 : 2;
  rows->indent[node->depth] = node->depth && node->alone ? blanks : blanks + 2;
  row[COLUMN_PATH].name = NULL;
  if (grid_is_measuring(rows->printer)) {
    grid_measure(rows->printer, COLUMN_PATH, blanks + mark + name->width);
    return;
  }
  make_room(rows, blanks + mark + name->length);
  memset(rows->path, ' ', (size_t)blanks);
  memcpy(rows->path + blanks, "- ", (size_t)mark);
  memcpy(rows->path + blanks + mark, name->text, (size_t)name->length + 1);
  row[COLUMN_PATH].name = rows->path;
}

static void set_frame(const struct rows *rows, const struct tree_node *node,
                      union grid_cell *row) {
  const struct profile *profile = rows->paths->profile;
  const struct frame *frame = &rows->paths->frames[node->frame];
  bool by_function = rows->branches->tree.by_function;
  int32_t file = frame->file;
  if (by_function && frame->function >= 0)
    file = profile->functions[frame->function].file;
  row[COLUMN_DEPTH].number = node->depth;
  row[COLUMN_FILE].name = profile_file(profile, file);
  row[COLUMN_FUNCTION].name = profile_function(profile, frame->function);
  row[COLUMN_LINE].number =
      by_function || frame->function < 0 ? FIGURE_NONE : frame->line;
}

/* People and programs see other columns of what a row is about. */
static void put_node(void *data, const struct tree_node *node) {
  struct rows *rows = data;
  union grid_cell row[COLUMNS];
  for (int i = 0; i < AMOUNTS; i++)
    row[COLUMN_AMOUNTS + i].number = node->amounts[i];
  row[COLUMN_PART].number = grid_share(
      node->amounts[rows->branches->tree.order], tree_whole(rows->tree));
  if (!view_is_for_people(&rows->branches->wish.view))
    set_frame(rows, node, row);
  else
    set_path(rows, node, row);
  grid_put(rows->printer, row);
}

static void put_nodes(void *data, struct grid_printer *printer) {
  struct rows *rows = data;
  rows->printer = printer;
  tree_walk(rows->tree, put_node, rows);
}

/* Returns how many rows there were. */
static size_t print(struct tree_view *branches, const struct paths *paths,
                    const struct terminal *output) {
  const struct view *view = &branches->wish.view;
  branches->tree.whole = total_of(paths->profile, branches->tree.order);
  branches->tree.roots = view_rows(view, branches->rows);
  struct rows rows = {
      .branches = branches,
      .paths = paths,
      .tree = tree_make(paths, &branches->tree),
      .names = memory_zeroed(paths->frame_count, sizeof *rows.names),
  };
  short_names_make(paths->profile, &rows.labels);
  size_t shown =
      grid_print_rows(&branches->grid, view, output, put_nodes, &rows);
  view_print_hidden(view, tree_hidden(rows.tree), output->out);
  long levels = tree_left_out(rows.tree);
  if (levels)
    complain("callers are shown to a depth of %ld: --depth=N shows more",
             levels);
  short_names_free(&rows.labels);
  tree_free(rows.tree);
  arena_free(&rows.arena);
  free(rows.names);
  free(rows.path);
  return shown;
}

/* The same. */
static size_t show(struct tree_view *branches, const struct profile *profile) {
  const struct view *view = &branches->wish.view;
  struct selection selection;
  struct paths paths;
  struct terminal output;
  selection_make(profile, &view->selection, &selection);
  paths_collect(profile, &paths);
  paths_select(&paths, &selection);
  selection_free(&selection);
  terminal_open(&output, view->colour);
  if (branches->prepare)
    branches->prepare(branches, &paths,
                      view_is_for_people(view) ? output.out : NULL);
  size_t shown = print(branches, &paths, &output);
  terminal_close(&output);
  paths_free(&paths);
  return shown;
}

int tree_view_show(void *request, const struct profile *profile,
                   const char *path) {
  struct tree_view *branches = request;
  size_t shown = show(branches, profile);
  if (shown == 0 && branches->explain)
    branches->explain(request, profile, path);
  else if (shown == 0)
    command_empty(&branches->wish.view, path);
  grid_free(&branches->grid);
  return STATUS_GOOD;
}
