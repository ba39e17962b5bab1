/* memline churn: lines that allocate a lot and keep little of it, and how large
   their blocks are.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/turnover.h"
#include "views/identity.h"

#include <string.h>

/* How many rows people see who did not say. */
#define DEFAULT_ROWS 20

struct request {
  struct view view;
  int by; /* number of a word */
  bool sizes;
};

static const enum grouping groupings[] = {GROUP_LINES, GROUP_FUNCTIONS,
                                          GROUP_FILES, GROUP_PROGRAM};
#define GROUPINGS "line function file program"

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
  OWN_TEMPORARY,
  OWN_TEMPORARY_SHARE,
  OWN_TEMPORARY_BYTES,
  OWN_LIFETIME,
  OWN_GROUP,
  COLUMNS
};

/* In their place with --sizes.  What people see is before the names, which may
   be cut. */
enum {
  SIZE_SHOWN,
  SIZE_BAR,
  SIZE_IDENTITY,
  SIZE_BITS = SIZE_IDENTITY + IDENTITY_COLUMNS,
  SIZE_RANGE,
  SIZE_BLOCKS,
  SIZE_SHARE,
  SIZE_BYTES,
  SIZE_COLUMNS
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
    [OWN_PER_VISIT] = {"allocs_per_visit", "Per visit", GRID_RATIO, GRID_ALL},
    [OWN_MEAN_SIZE] = {"mean_size", "Mean size", GRID_BYTES, GRID_ALL},
    [OWN_TEMPORARY] = {"temporary_blocks", "Temp.", GRID_COUNT, GRID_ALL},
    [OWN_TEMPORARY_SHARE] = {"temporary_share", "Temp. share", GRID_SHARE,
                             GRID_ALL},
    [OWN_TEMPORARY_BYTES] = {"temporary_bytes", "Temp. bytes", GRID_BYTES,
                             GRID_ALL},
    [OWN_LIFETIME] = {"mean_lifetime", "Mean lifetime", GRID_RATIO, GRID_ALL},
    [OWN_GROUP] = {"group", "", GRID_NUMBER, GRID_NOBODY},
};

static const struct grid_column size_figures[SIZE_COLUMNS] = {
    [SIZE_SHOWN] = {"shown", "Size", GRID_NAME, GRID_PEOPLE},
    [SIZE_BAR] = {"bar", "", GRID_NAME, GRID_PEOPLE},
    [SIZE_BITS] = {"bits", "Bits", GRID_NUMBER, GRID_PROGRAMS},
    [SIZE_RANGE] = {"size", "Size", GRID_NAME, GRID_PROGRAMS},
    [SIZE_BLOCKS] = {"allocs", "Allocs", GRID_COUNT, GRID_ALL},
    [SIZE_SHARE] = {"share", "Share", GRID_SHARE, GRID_ALL},
    [SIZE_BYTES] = {"allocated", "Allocated", GRID_BYTES, GRID_ALL},
};

/* As many characters as the longest bar has: all blocks of a row. */
#define BAR "=========="

struct churn {
  struct request request;
  enum grouping by;
  struct grid_column columns[COLUMNS], size_columns[SIZE_COLUMNS];
  struct grid grid, sizes;
  size_t order; /* the column to sort by */
  /* While a profile is shown. */
  struct groups groups;
  struct turnover turnover;
  struct short_names labels;
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
    row[OWN_PER_VISIT].number = (int64_t)((__int128)allocs * 100 / visits);
  if (allocs > 0)
    row[OWN_MEAN_SIZE].number = bytes / allocs;
}

/* LIVES is NULL if nobody knows. */
static void set_lives(union grid_cell *row, const int64_t *lives,
                      int64_t allocs) {
  if (!lives)
    return;
  row[OWN_TEMPORARY].number = lives[LIFE_TEMPORARY_BLOCKS];
  row[OWN_TEMPORARY_SHARE].number =
      grid_share(lives[LIFE_TEMPORARY_BLOCKS], allocs);
  row[OWN_TEMPORARY_BYTES].number = lives[LIFE_TEMPORARY_BYTES];
  if (allocs > 0)
    row[OWN_LIFETIME].number =
        (int64_t)((__int128)lives[LIFE_LIFETIME] * 100 / allocs);
}

/* Adds what allocated and gave something back; with --sizes, all that
   allocated. What a forked process has inherited can be more than the line
   allocated; that is no churn. */
static void fill(struct churn *churn) {
  const struct profile *profile = churn->labels.profile;
  struct grid *grid = &churn->grid;
  for (size_t i = 0; i < churn->groups.count; i++) {
    const struct group *group = &churn->groups.items[i];
    const int64_t *f = group->figures;
    int64_t least = churn->request.sizes ? 0 : f[FIGURE_AT_EXIT_BLOCKS];
    if (f[FIGURE_SELF_ALLOCS] <= least)
      continue;
    union grid_cell *row = grid_add(grid);
    identity_set(grid, row, &churn->labels, churn->by, group);
    set_figures(row, f, visits_of(profile, group, churn->by),
                profile->totals[TOTAL_ALLOCS]);
    set_lives(row, churn->turnover.lives ? churn->turnover.lives[i] : NULL,
              f[FIGURE_SELF_ALLOCS]);
    row[OWN_GROUP].number = (int64_t)i;
  }
}

static const char *bar(int64_t share) {
  size_t longest = sizeof BAR - 1;
  bool part = share >= 0 && share <= 10000; /* or the profile is wrong */
  size_t length = part ? (longest * (size_t)share + 5000) / 10000 : 0;
  return &BAR[longest - length];
}

/* Adds the sizes that the blocks of a group have. */
static void fill_sizes(struct churn *churn, size_t number) {
  const struct group *group = &churn->groups.items[number];
  const struct turnover *turnover = &churn->turnover;
  struct grid *grid = &churn->sizes;
  for (size_t i = turnover->first[number]; i < turnover->first[number + 1];
       i++) {
    const struct size_class *class = &turnover->sizes[i];
    union grid_cell *row = grid_add(grid);
    char text[TURNOVER_TEXT];
    turnover_size(text, class->bits);
    identity_set(grid, row + SIZE_IDENTITY, &churn->labels, churn->by, group);
    int64_t share =
        grid_share(class->blocks, group->figures[FIGURE_SELF_ALLOCS]);
    row[SIZE_BLOCKS].number = class->blocks;
    row[SIZE_SHARE].number = share;
    row[SIZE_BYTES].number = class->bytes;
    row[SIZE_BITS].number = class->bits;
    row[SIZE_RANGE].name = arena_string(&grid->names, text, strlen(text));
    row[SIZE_SHOWN] = row[SIZE_RANGE];
    row[SIZE_BAR].name = bar(share);
  }
}

static void print(struct churn *churn, const char *path) {
  const struct view *view = &churn->request.view;
  struct grid *grid = &churn->grid;
  struct terminal output;
  size_t most = view_rows(view, DEFAULT_ROWS);
  size_t hidden = grid->row_count > most ? grid->row_count - most : 0;
  grid->row_count -= hidden;
  if (churn->request.sizes)
    for (size_t i = 0; i < grid->row_count; i++)
      fill_sizes(churn, (size_t)grid->cells[i * COLUMNS + OWN_GROUP].number);
  if (grid->row_count == 0)
    command_empty(view, path);
  terminal_open(&output, view->colour);
  grid_print(churn->request.sizes ? &churn->sizes : grid, view, &output);
  view_print_hidden(view, hidden, output.out);
  terminal_close(&output);
}

static int show(void *data, const struct profile *profile, const char *path) {
  struct churn *churn = data;
  struct selection selection;
  if (churn->request.sizes && !profile_knows_sizes(profile)) {
    complain("%s: an earlier version of memline made it, which did not count "
             "sizes",
             path);
    return STATUS_ERROR;
  }
  selection_make(profile, &churn->request.view.selection, &selection);
  groups_collect(profile, &selection, churn->by, &churn->groups);
  turnover_make(profile, &churn->groups, &churn->turnover);
  short_names_make(profile, &churn->labels);
  fill(churn);
  grid_sort(&churn->grid, churn->order);
  print(churn, path);
  short_names_free(&churn->labels);
  turnover_free(&churn->turnover);
  groups_free(&churn->groups);
  selection_free(&selection);
  return STATUS_GOOD;
}

/* What the options say together. */
static bool resolve(void *data, struct error *error) {
  struct churn *churn = data;
  const struct view *view = &churn->request.view;
  churn->by = groupings[churn->request.by];
  memcpy(churn->columns, figures, sizeof churn->columns);
  memcpy(churn->size_columns, size_figures, sizeof churn->size_columns);
  identity_columns(churn->by, churn->columns);
  identity_columns(churn->by, churn->size_columns + SIZE_IDENTITY);
  if (churn->by == GROUP_FUNCTIONS) {
    churn->columns[OWN_VISITS].title = "Calls";
    churn->columns[OWN_PER_VISIT].title = "Per call";
  }
  churn->grid = grid_new(churn->columns, COLUMNS);
  churn->sizes = grid_new(churn->size_columns, SIZE_COLUMNS);
  bool good =
      churn->request.sizes
          ? grid_choose(&churn->sizes, view, "allocs,share,allocated", error)
          : grid_choose(&churn->grid, view,
                        "churned_blocks,share,temporary_blocks,"
                        "allocated,kept_bytes,allocs_per_visit",
                        error);
  return good && (!view->sort ||
                  grid_find(&churn->grid, view->sort, &churn->order, error));
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, show};
  struct churn churn = {.request = {.view = VIEW_DEFAULT}, .order = OWN_BLOCKS};
  int status = command_show(&cmd_churn, count, arguments, &churn, &steps);
  grid_free(&churn.grid);
  grid_free(&churn.sizes);
  return status;
}

static const struct option_row options[] = {
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, by),
     .argument = "WHAT",
     .values = GROUPINGS,
     .help = "what a row is: a line, function or file, or all of them together "
             "[line]"},
    {.name = "sizes",
     .at = offsetof(struct request, sizes),
     .help = "how large the blocks are: a row for each class of sizes"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to show", options, 0), VIEW_GROUPS(request, view), {0}};

static const struct command_example examples[] = {
    {"Where loops allocate again and again",
     "memline churn --sort=allocs_per_visit"},
    {"Functions by the bytes that they gave back",
     "memline churn --by=function --sort=churned_bytes --columns=+churned_bytes"},
    {"How large the blocks of the program are",
     "memline churn --by=program --sizes"},
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
        "allocations that churned_blocks are. temporary_blocks and "
        "temporary_bytes were freed or resized with no other allocation in "
        "between, and temporary_share is their part of the line's own "
        "allocations. allocs_per_visit is the number "
        "of blocks for each time that the line was visited, or that the "
        "function was called, mean_size the bytes of each, and mean_lifetime "
        "for how many events (allocations, frees and resizes) it lived.\n"
        "The other columns are allocs, allocated and "
        "occurrences. Text shows 20 rows, unless --top says otherwise.\n"
        "With --sizes, the columns are allocs, share and allocated, of all "
        "that each line allocated. Lines are in the order of --sort, and --top "
        "counts them.",
    .examples = examples,
    .run = run,
};
