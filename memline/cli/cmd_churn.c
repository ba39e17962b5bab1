/* memline churn: lines that allocate a lot and keep little of it.

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
};

enum {
  OWN_BLOCKS = IDENTITY_COLUMNS,
  OWN_SHARE,
  OWN_BYTES,
  OWN_ALLOCS,
  OWN_ALLOCATED,
  OWN_KEPT_BYTES,
  OWN_KEPT_BLOCKS,
  OWN_VISITS,
  OWN_PER_VISIT,
  OWN_MEAN_SIZE,
  COLUMNS
};

static const struct grid_column figures[COLUMNS] = {
    [OWN_BLOCKS] = {"churned_blocks", "Churned", GRID_COUNT, GRID_ALL},
    [OWN_SHARE] = {"share", "Share", GRID_SHARE, GRID_ALL},
    [OWN_BYTES] = {"churned_bytes", "Bytes", GRID_BYTES, GRID_ALL},
    [OWN_ALLOCS] = {"allocs", "Allocs", GRID_COUNT, GRID_ALL},
    [OWN_ALLOCATED] = {"allocated", "Allocated", GRID_BYTES, GRID_ALL},
    [OWN_KEPT_BYTES] = {"kept_bytes", "Kept", GRID_BYTES, GRID_ALL},
    [OWN_KEPT_BLOCKS] = {"kept_blocks", "Kept blocks", GRID_COUNT, GRID_ALL},
    [OWN_VISITS] = {"occurrences", "Occurrences", GRID_COUNT, GRID_ALL},
    [OWN_PER_VISIT] =
        {"allocs_per_visit", "Per visit", GRID_RATIO, GRID_ALL},
    [OWN_MEAN_SIZE] = {"mean_size", "Mean size", GRID_BYTES, GRID_ALL},
};

struct churn {
  struct request request;
  struct grid_column columns[COLUMNS];
  struct grid grid;
  size_t order; /* the column to sort by */
};

/* How often a line was visited or a function called; a file is neither. */
static int64_t visits_of(const struct profile *profile,
                         const struct group *group, enum grouping by) {
  if (by == GROUP_LINES && group->place > 0)
    return group->figures[FIGURE_OCCURRENCES];
  return by == GROUP_FUNCTIONS && group->function >= 0
             ? profile->functions[group->function].calls
             : FIGURE_NONE;
}

/* VISITS may be FIGURE_NONE, which is below 0. */
static void set_figures(union grid_cell *row, const int64_t *f, int64_t visits,
                        int64_t all) {
  int64_t allocs = f[FIGURE_SELF_ALLOCS], bytes = f[FIGURE_SELF_ALLOCATED];
  int64_t kept = f[FIGURE_AT_EXIT_BLOCKS];
  row[OWN_BLOCKS].number = allocs - kept;
  row[OWN_SHARE].number = grid_share(allocs - kept, all);
  row[OWN_BYTES].number = bytes - f[FIGURE_AT_EXIT_BYTES];
  row[OWN_ALLOCS].number = allocs;
  row[OWN_ALLOCATED].number = bytes;
  row[OWN_KEPT_BYTES].number = f[FIGURE_AT_EXIT_BYTES];
  row[OWN_KEPT_BLOCKS].number = kept;
  row[OWN_VISITS].number = visits;
  if (visits > 0)
    row[OWN_PER_VISIT].number =
        (int64_t)((__int128)allocs * 100 / visits);
  if (allocs > 0)
    row[OWN_MEAN_SIZE].number = bytes / allocs;
}

/* Adds what allocated and gave something back.  What a forked process has
   inherited can be more than the line allocated; that is no churn. */
static bool fill(struct grid *grid, const struct request *request,
                 const struct profile *profile, const struct groups *groups) {
  struct labels labels;
  bool good = labels_make(profile, &labels);
  for (size_t i = 0; good && i < groups->count; i++) {
    const int64_t *f = groups->items[i].figures;
    if (f[FIGURE_SELF_ALLOCS] <= f[FIGURE_AT_EXIT_BLOCKS])
      continue;
    union grid_cell *row = grid_add(grid);
    good = row && identity_set(grid, row, &labels, (enum grouping)request->by,
                               &groups->items[i]);
    if (good)
      set_figures(row, f,
                  visits_of(profile, &groups->items[i],
                            (enum grouping)request->by),
                  profile->totals[TOTAL_ALLOCS]);
  }
  if (good)
    labels_free(&labels);
  return good;
}

static void print(struct grid *grid, const struct view *view,
                  const char *path) {
  struct output output;
  size_t most = view_rows(view, DEFAULT_ROWS);
  size_t hidden = grid->row_count > most ? grid->row_count - most : 0;
  grid->row_count -= hidden;
  if (grid->row_count == 0)
    command_empty(view, path);
  output_open(&output, view->colour);
  grid_print(grid, view, &output);
  view_print_hidden(view, hidden, output.out);
  output_close(&output);
}

static int show(void *data, const struct profile *profile, const char *path) {
  struct churn *churn = data;
  struct view *view = &churn->request.view;
  struct selection selection;
  struct groups groups;
  if (!selection_make(profile, &view->selection, &selection))
    return STATUS_MEMORY;
  bool good = groups_collect(profile, &selection,
                             (enum grouping)churn->request.by, &groups);
  if (good) {
    good = fill(&churn->grid, &churn->request, profile, &groups) &&
           grid_sort(&churn->grid, churn->order);
    groups_free(&groups);
  }
  selection_free(&selection);
  if (good)
    print(&churn->grid, view, path);
  return good ? STATUS_GOOD : STATUS_MEMORY;
}

/* What the options say together. */
static bool resolve(void *data, struct error *error) {
  struct churn *churn = data;
  const struct view *view = &churn->request.view;
  memcpy(churn->columns, figures, sizeof churn->columns);
  identity_columns((enum grouping)churn->request.by, churn->columns);
  if (churn->request.by == GROUP_FUNCTIONS) {
    churn->columns[OWN_VISITS].title = "Calls";
    churn->columns[OWN_PER_VISIT].title = "Per call";
  }
  churn->grid = grid_new(churn->columns, COLUMNS);
  return grid_choose(&churn->grid, view,
                     "churned_blocks,share,allocated,kept_bytes,"
                     "allocs_per_visit",
                     error) &&
         (!view->sort ||
          grid_find(&churn->grid, view->sort, &churn->order, error));
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, show};
  struct churn churn = {.request = {.view = VIEW_DEFAULT},
                        .order = OWN_BLOCKS};
  int status = command_show(&cmd_churn, count, arguments, &churn, &steps);
  grid_free(&churn.grid);
  return status;
}

static const struct option_row options[] = {
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, by),
     .argument = "WHAT",
     .values = "line function file",
     .help = "what a row is: a line, function or file [line]"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to show", options, 0), VIEW_GROUPS(request, view), {0}};

static const struct command_example examples[] = {
    {"Where loops allocate again and again",
     "memline churn --sort=allocs_per_visit"},
    {"Functions by the bytes that they gave back",
     "memline churn --by=function --sort=churned_bytes --columns=+churned_bytes"},
    {0}};

const struct command cmd_churn = {
    .name = "churn",
    .summary = "Show lines that allocate a lot and keep little of it",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "churned_blocks and churned_bytes are what a line allocated itself and "
        "what was freed before the end, by whatever line; kept_blocks and "
        "kept_bytes are the rest. share is the part of all of the program's "
        "allocations that churned_blocks are. allocs_per_visit is the number "
        "of blocks for each time that the line was visited, or that the "
        "function was called, and mean_size the bytes of each.\nThe other columns are allocs, allocated and "
        "occurrences. Text shows 20 rows, unless --top says otherwise.",
    .examples = examples,
    .run = run,
};
