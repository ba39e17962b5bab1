/* memline top: which lines, functions, files or calling contexts have the most
   of something.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands.h"

#include "identity.h"

#include <stdlib.h>
#include <string.h>

/* How many rows people see who did not say. */
#define DEFAULT_ROWS 20

struct request {
  struct view view;
  int by; /* an enum grouping */
  bool inclusive;
};

/* The columns of the grid. */
enum {
  COLUMN_FIGURES = IDENTITY_COLUMNS,
  COLUMN_PART = COLUMN_FIGURES + FIGURES,
  COLUMN_CUMULATIVE,
  COLUMNS
};

struct top {
  const struct request *request;
  const struct profile *profile;
  struct labels labels;
  struct grid_column columns[COLUMNS];
  struct grid grid;
  enum figure figure; /* to sort by */
  size_t hidden;      /* rows that --top leaves out */
};

static void set_columns(struct top *top) {
  identity_columns((enum grouping)top->request->by, top->columns);
  for (int i = 0; i < FIGURES; i++) {
    const struct figure_column *figure = &figure_columns[i];
    top->columns[COLUMN_FIGURES + i] = (struct grid_column){
        figure->key, figure->title, (enum grid_kind)figure->kind, GRID_ALL};
  }
  top->columns[COLUMN_PART] =
      (struct grid_column){"share", "Share", GRID_SHARE, GRID_ALL};
  top->columns[COLUMN_CUMULATIVE] =
      (struct grid_column){"cumulative", "Cumul.", GRID_SHARE, GRID_ALL};
}

static bool add_group(struct top *top, const struct group *group) {
  union grid_cell *row = grid_add(&top->grid);
  if (!row)
    return false;
  for (int i = 0; i < FIGURES; i++)
    row[COLUMN_FIGURES + i].number = group->figures[i];
  return identity_set(&top->grid, row, &top->labels,
                      (enum grouping)top->request->by, group);
}

/* What all groups together would have if none overlapped, or 0 where a share
   would say nothing. */
static int64_t whole(const struct top *top) {
  static const int totals[FIGURES] = {
      [FIGURE_MEM_USAGE] = TOTAL_PEAK_BYTES,
      [FIGURE_PEAK] = TOTAL_PEAK_BYTES,
      [FIGURE_ALLOCATED] = TOTAL_ALLOCATED,
      [FIGURE_SELF_ALLOCATED] = TOTAL_ALLOCATED,
      [FIGURE_FREED] = TOTAL_FREED,
      [FIGURE_SELF_FREED] = TOTAL_FREED,
      [FIGURE_ALLOCS] = TOTAL_ALLOCS,
      [FIGURE_SELF_ALLOCS] = TOTAL_ALLOCS,
      [FIGURE_FREES] = TOTAL_FREES,
      [FIGURE_SELF_FREES] = TOTAL_FREES,
      [FIGURE_AT_PEAK_BYTES] = TOTAL_PEAK_BYTES,
      [FIGURE_AT_PEAK_BLOCKS] = TOTAL_PEAK_BLOCKS,
      [FIGURE_AT_EXIT_BYTES] = TOTAL_AT_EXIT_BYTES,
      [FIGURE_AT_EXIT_BLOCKS] = TOTAL_AT_EXIT_BLOCKS,
  };
  int64_t sum = 0;
  if (top->figure == FIGURE_INCREMENT)
    return 0;
  if (top->figure != FIGURE_OCCURRENCES)
    return top->profile->totals[totals[top->figure]];
  for (size_t i = 1; i < top->profile->place_count; i++)
    sum += top->profile->places[i].figures[FIGURE_OCCURRENCES];
  return sum;
}

/* Rows are sorted.  Shares of figures that overlap do not add up. */
static void set_shares(struct top *top) {
  int64_t all = whole(top), sum = 0;
  for (size_t i = 0; i < top->grid.row_count; i++) {
    union grid_cell *row = &top->grid.cells[i * COLUMNS];
    int64_t part = row[COLUMN_FIGURES + top->figure].number;
    if (part == FIGURE_NONE)
      continue;
    sum += part;
    row[COLUMN_PART].number = grid_share(part, all);
    if (!groups_overlap(top->figure))
      row[COLUMN_CUMULATIVE].number = grid_share(sum, all);
  }
}

/* The column to sort by, its share, and the number of blocks or bytes that go
   with it. */
static void defaults(const struct top *top, char list[128]) {
  static const enum figure companions[FIGURES] = {
      [FIGURE_MEM_USAGE] = FIGURE_PEAK,
      [FIGURE_INCREMENT] = FIGURE_ALLOCATED,
      [FIGURE_OCCURRENCES] = FIGURE_ALLOCATED,
      [FIGURE_PEAK] = FIGURE_MEM_USAGE,
      [FIGURE_ALLOCATED] = FIGURE_ALLOCS,
      [FIGURE_FREED] = FIGURE_FREES,
      [FIGURE_ALLOCS] = FIGURE_ALLOCATED,
      [FIGURE_FREES] = FIGURE_FREED,
      [FIGURE_SELF_ALLOCATED] = FIGURE_SELF_ALLOCS,
      [FIGURE_SELF_FREED] = FIGURE_SELF_FREES,
      [FIGURE_SELF_ALLOCS] = FIGURE_SELF_ALLOCATED,
      [FIGURE_SELF_FREES] = FIGURE_SELF_FREED,
      [FIGURE_AT_PEAK_BYTES] = FIGURE_AT_PEAK_BLOCKS,
      [FIGURE_AT_PEAK_BLOCKS] = FIGURE_AT_PEAK_BYTES,
      [FIGURE_AT_EXIT_BYTES] = FIGURE_AT_EXIT_BLOCKS,
      [FIGURE_AT_EXIT_BLOCKS] = FIGURE_AT_EXIT_BYTES,
  };
  snprintf(list, 128, "%s%s%s,%s", figure_columns[top->figure].key,
           top->figure == FIGURE_INCREMENT ? "" : ",share",
           groups_overlap(top->figure) ? "" : ",cumulative",
           figure_columns[companions[top->figure]].key);
}

/* Paths are made last, for the rows that are left. */
/* Drops rows that have nothing of the figure, which people do not care for, and
   those that --top leaves out. */
static void cut(struct top *top, const struct view *view) {
  union grid_cell *figure = top->grid.cells + COLUMN_FIGURES + top->figure;
  size_t kept = 0, rows = top->grid.row_count, n = view_rows(view, DEFAULT_ROWS);
  if (view_is_for_people(view))
    for (size_t i = 0; i < top->grid.row_count; i++) {
      int64_t value = figure[i * COLUMNS].number;
      if (value == FIGURE_NONE || value == 0)
        continue;
      memmove(&top->grid.cells[kept++ * COLUMNS], &top->grid.cells[i * COLUMNS],
              COLUMNS * sizeof *top->grid.cells);
    }
  if (view_is_for_people(view))
    rows = kept;
  top->hidden = rows > n ? rows - n : 0;
  top->grid.row_count = rows - top->hidden;
}

static bool fill(struct top *top, const struct groups *groups) {
  for (size_t i = 0; i < groups->count; i++)
    if (!add_group(top, &groups->items[i]))
      return false;
  if (!grid_sort(&top->grid, COLUMN_FIGURES + (size_t)top->figure))
    return false;
  set_shares(top);
  cut(top, &top->request->view);
  return top->request->by != GROUP_CONTEXTS ||
         identity_set_paths(&top->grid, &top->labels,
                            view_is_for_people(&top->request->view));
}

static void print(struct top *top, const char *path) {
  struct output output;
  if (top->grid.row_count == 0)
    command_empty(&top->request->view, path);
  if (top->grid.row_count == 0 && view_is_for_people(&top->request->view))
    return;
  output_open(&output, top->request->view.colour);
  grid_print(&top->grid, &top->request->view, &output);
  view_print_hidden(&top->request->view, top->hidden, output.out);
  output_close(&output);
}

static bool show(struct top *top, const char *path) {
  struct selection selection;
  struct groups groups;
  const struct request *request = top->request;
  if (!selection_make(top->profile, &request->view.selection, &selection))
    return false;
  bool good = groups_collect(top->profile, &selection,
                             (enum grouping)request->by, &groups);
  if (good) {
    good = fill(top, &groups);
    if (good)
      print(top, path);
    groups_free(&groups);
  }
  selection_free(&selection);
  return good;
}

/* What the options say together. */
static bool resolve(struct top *top, struct error *error) {
  const struct request *request = top->request;
  const char *key = request->view.sort;
  char list[128];
  set_columns(top);
  top->grid = grid_new(top->columns, COLUMNS);
  if (!key)
    key = figure_columns[request->inclusive ? FIGURE_ALLOCATED
                                            : FIGURE_SELF_ALLOCATED]
              .key;
  struct columns sort;
  if (!columns_parse(key, &sort, error))
    return false;
  top->figure = (enum figure)sort.list[0];
  if (sort.count != 1)
    return error_set(error, "--sort expects one column, found '%s'", key);
  defaults(top, list);
  return grid_choose(&top->grid, &request->view, list, error);
}

static int run(int count, char **arguments) {
  struct request request = {.view = VIEW_DEFAULT};
  struct profile profile;
  struct error error;
  char *path;
  int operands = command_parse(&cmd_top, count, arguments, &request);
  if (operands < 0)
    return operands;
  struct top top = {.request = &request, .profile = &profile};
  if (!resolve(&top, &error)) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  int status = command_profile(&cmd_top, operands, arguments, &profile, &path);
  if (status != STATUS_GOOD)
    return status;
  if (!labels_make(&profile, &top.labels) || !show(&top, path)) {
    complain("%s: out of memory", path);
    status = STATUS_ERROR;
  }
  grid_free(&top.grid);
  labels_free(&top.labels);
  profile_free(&profile);
  free(path);
  return status;
}

static const struct option_row options[] = {
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, by),
     .argument = "WHAT",
     .values = GROUPS_WORDS,
     .help = "what a row is: a line, function, file or context [line]"},
    {.name = "inclusive",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, inclusive),
     .help = "with what called functions allocated: sorts by allocated and "
             "not by self_allocated"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to show", options, 0), VIEW_GROUPS(request), {0}};

static const struct command_example examples[] = {
    {"The ten functions in which the most was live at the program's peak",
     "memline top --by=function --sort=at_peak_bytes --top=10"},
    {"Own functions by all that was allocated while they ran",
     "memline top --by=function --inclusive --exclude='/usr/*'"},
    {0}};

const struct command cmd_top = {
    .name = "top",
    .summary = "Show which lines, functions, files or call paths have the most",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "share is the part of the program's total that the row has of the "
        "column to sort by, and cumulative what it has together with the rows "
        "above; rows of columns that include called functions overlap, and "
        "have none. Text shows 20 rows, none of which is 0, unless --top says "
        "otherwise; CSV and JSON have all rows and columns.",
    .examples = examples,
    .run = run,
};
