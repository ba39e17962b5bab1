/* The lines of a merged profile as rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/merged.h"

#include <stdio.h>

/* How many rows people see who did not say. */
#define DEFAULT_ROWS 20
#define DEFAULT_SORT "self_allocated"

static void set_columns(struct grid_column columns[MERGED_COLUMNS]) {
  identity_columns(GROUP_LINES, columns);
  columns[IDENTITY_NAME].reader = GRID_NOBODY;
  columns[MERGED_WORST] =
      (struct grid_column){"worst", "Worst", GRID_NAME, GRID_ALL};
  columns[MERGED_NAME] =
      (struct grid_column){"name", "Function", GRID_NAME, GRID_PEOPLE};
  for (int i = 0; i < FIGURES; i++) {
    const struct figure_column *figure = &figure_columns[i];
    columns[MERGED_FIGURES + i] = (struct grid_column){
        figure->key, figure->title, (enum grid_kind)figure->unit, GRID_ALL};
  }
  columns[MERGED_PROFILES] =
      (struct grid_column){"profiles", "Profiles", GRID_COUNT, GRID_ALL};
  columns[MERGED_MEAN] =
      (struct grid_column){"peak_mean", "Mean peak", GRID_BYTES, GRID_ALL};
  columns[MERGED_SUM] =
      (struct grid_column){"peak_sum", "Sum of peaks", GRID_BYTES, GRID_ALL};
}

bool merged_lines_choose(struct merged_lines *lines, const struct view *view,
                         struct error *error) {
  const char *sort = view->sort ? view->sort : DEFAULT_SORT;
  char defaults[128];
  set_columns(lines->columns);
  lines->grid = grid_new(lines->columns, MERGED_COLUMNS);
  lines->hidden = 0;
  if (!grid_find(&lines->grid, sort, &lines->sort, error))
    return false;
  snprintf(defaults, sizeof defaults, "%s,peak,peak_mean,peak_sum",
           lines->columns[lines->sort].key);
  return grid_choose(&lines->grid, view, defaults, error);
}

/* People do not care for lines that have nothing of the column to sort by. */
static bool is_of_interest(const struct merged_lines *lines,
                           const struct view *view,
                           const union grid_cell *row) {
  int64_t value = row[lines->sort].number;
  return !view_is_for_people(view) || (value != FIGURE_NONE && value != 0);
}

static void add_line(struct merged_lines *lines, const struct profile *sum,
                     const struct short_names *labels,
                     const struct group *group) {
  union grid_cell *row = grid_add(&lines->grid);
  identity_set(&lines->grid, row, labels, GROUP_LINES, group);
  row[MERGED_NAME] = row[IDENTITY_NAME];
  for (int i = 0; i < FIGURES; i++)
    row[MERGED_FIGURES + i].number = group->figures[i];
  const struct line_peaks *peaks =
      profile_peaks(sum, &sum->places[group->place]);
  if (!peaks)
    return;
  row[MERGED_WORST].name = peaks->worst;
  row[MERGED_PROFILES].number = peaks->profiles;
  row[MERGED_MEAN].number = peaks->peak_sum / peaks->profiles;
  row[MERGED_SUM].number = peaks->peak_sum;
}

static void add_lines(struct merged_lines *lines, const struct profile *sum,
                      const struct short_names *labels, const struct view *view,
                      const struct groups *groups) {
  struct grid *grid = &lines->grid;
  for (size_t i = 0; i < groups->count; i++) {
    add_line(lines, sum, labels, &groups->items[i]);
    size_t last = grid->row_count - 1;
    if (!is_of_interest(lines, view, &grid->cells[last * MERGED_COLUMNS]))
      grid->row_count = last;
  }
}

void merged_lines_fill(struct merged_lines *lines, const struct profile *sum,
                       const struct short_names *labels,
                       const struct view *view) {
  struct selection selection;
  struct groups groups;
  selection_make(sum, &view->selection, &selection);
  groups_collect(sum, &selection, GROUP_LINES, &groups);
  add_lines(lines, sum, labels, view, &groups);
  grid_sort(&lines->grid, lines->sort);
  size_t rows = lines->grid.row_count, most = view_rows(view, DEFAULT_ROWS);
  lines->grid.row_count = rows < most ? rows : most;
  lines->hidden = rows - lines->grid.row_count;
  groups_free(&groups);
  selection_free(&selection);
}

void merged_lines_free(struct merged_lines *lines) { grid_free(&lines->grid); }
