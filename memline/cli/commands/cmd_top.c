/* memline top: which lines, functions, files or calling contexts have the most
   of something.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "views/identity.h"

#include <stdlib.h>

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
  struct request request;
  const struct profile *profile;
  struct short_names labels;
  struct grid_column columns[COLUMNS];
  struct grid grid;   /* without rows */
  enum figure figure; /* to sort by */
  /* What there is to show. */
  struct groups groups;
  size_t *ranked;       /* their numbers, sorted */
  size_t shown, hidden; /* how many: --top leaves out some */
  int64_t whole;        /* what shares are of */
  struct identity_paths *paths;
};

static void set_columns(struct top *top) {
  identity_columns((enum grouping)top->request.by, top->columns);
  for (int i = 0; i < FIGURES; i++) {
    const struct figure_column *figure = &figure_columns[i];
    top->columns[COLUMN_FIGURES + i] = (struct grid_column){
        figure->key, figure->title, (enum grid_kind)figure->unit, GRID_ALL};
  }
  top->columns[COLUMN_PART] =
      (struct grid_column){"share", "Share", GRID_SHARE, GRID_ALL};
  top->columns[COLUMN_CUMULATIVE] =
      (struct grid_column){"cumulative", "Cumul.", GRID_SHARE, GRID_ALL};
}

/* What all groups together would have if none overlapped, or 0 where a share
   would say nothing. */
static int64_t whole(const struct top *top) {
  enum total total = figure_columns[top->figure].whole;
  int64_t sum = 0;
  if (total < TOTALS)
    return top->profile->totals[total];
  if (total == TOTAL_ITSELF && !top->profile->lacks[top->figure])
    for (size_t i = 1; i < top->profile->place_count; i++)
      sum += top->profile->places[i].figures[top->figure];
  return sum;
}

/* The column to sort by, its share, and the number of blocks or bytes that go
   with it. */
static void defaults(const struct top *top, char list[128]) {
  const struct figure_column *figure = &figure_columns[top->figure];
  snprintf(list, 128, "%s%s%s,%s", figure->key,
           figure->whole == TOTAL_NOTHING ? "" : ",share",
           groups_overlap(top->figure) ? "" : ",cumulative",
           figure_columns[figure->companion].key);
}

static void set_path(struct top *top, const struct group *group,
                     struct grid_printer *printer, union grid_cell *row) {
  if (grid_is_measuring(printer)) {
    grid_measure(printer, IDENTITY_PATH,
                 identity_path_width(top->paths, group->context));
    return;
  }
  row[IDENTITY_PATH].name = identity_path(top->paths, group->context);
}

/* SUM is what the rows up to this one have.  Figures that overlap do not add
   up. */
static void put_group(struct top *top, const struct group *group, int64_t sum,
                      struct grid_printer *printer) {
  enum grouping by = (enum grouping)top->request.by;
  int64_t part = group->figures[top->figure];
  bool none = part == FIGURE_NONE;
  union grid_cell row[COLUMNS];
  for (int i = 0; i < FIGURES; i++)
    row[COLUMN_FIGURES + i].number = group->figures[i];
  row[COLUMN_PART].number = none ? FIGURE_NONE : grid_share(part, top->whole);
  row[COLUMN_CUMULATIVE].number = none || groups_overlap(top->figure)
                                      ? FIGURE_NONE
                                      : grid_share(sum, top->whole);
  identity_set(&top->grid, row, &top->labels, by, group);
  if (by == GROUP_CONTEXTS)
    set_path(top, group, printer, row);
  grid_put(printer, row);
}

static void put_groups(void *data, struct grid_printer *printer) {
  struct top *top = data;
  int64_t sum = 0;
  for (size_t i = 0; i < top->shown; i++) {
    const struct group *group = &top->groups.items[top->ranked[i]];
    if (group->figures[top->figure] != FIGURE_NONE)
      sum += group->figures[top->figure];
    put_group(top, group, sum, printer);
  }
}

/* People do not care for rows that have nothing of the figure. */
static void drop_empty(struct top *top) {
  size_t kept = 0;
  for (size_t i = 0; i < top->groups.count; i++) {
    int64_t value = top->groups.items[top->ranked[i]].figures[top->figure];
    if (value != FIGURE_NONE && value != 0)
      top->ranked[kept++] = top->ranked[i];
  }
  top->shown = kept;
}

static void fill(struct top *top, const struct selection *selection) {
  const struct view *view = &top->request.view;
  enum grouping by = (enum grouping)top->request.by;
  size_t most = view_rows(view, DEFAULT_ROWS);
  groups_collect(top->profile, selection, by, &top->groups);
  top->ranked = groups_rank(&top->groups, top->figure);
  top->whole = whole(top);
  top->shown = top->groups.count;
  if (view_is_for_people(view))
    drop_empty(top);
  top->hidden = top->shown > most ? top->shown - most : 0;
  top->shown -= top->hidden;
  if (by == GROUP_CONTEXTS)
    top->paths = identity_paths_make(&top->labels, view_is_for_people(view));
}

static int show(void *data, const struct profile *profile, const char *path) {
  struct top *top = data;
  const struct view *view = &top->request.view;
  struct selection selection;
  struct terminal output;
  top->profile = profile;
  short_names_make(profile, &top->labels);
  selection_make(profile, &view->selection, &selection);
  fill(top, &selection);
  selection_free(&selection);
  if (top->shown == 0)
    command_empty(view, path);
  terminal_open(&output, view->colour);
  grid_print_rows(&top->grid, view, &output, put_groups, top);
  view_print_hidden(view, top->hidden, output.out);
  terminal_close(&output);
  groups_free(&top->groups);
  free(top->ranked);
  identity_paths_free(top->paths);
  short_names_free(&top->labels);
  return STATUS_GOOD;
}

/* What the options say together. */
static bool resolve(void *data, struct error *error) {
  struct top *top = data;
  const struct request *request = &top->request;
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
  static const struct command_steps steps = {resolve, show};
  struct top top = {.request = {.view = VIEW_DEFAULT}};
  int status = command_show(&cmd_top, count, arguments, &top, &steps);
  grid_free(&top.grid);
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
    OPTION_GROUP("What to show", options, 0), VIEW_GROUPS(request, view), {0}};

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
