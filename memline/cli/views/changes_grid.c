/* What a comparison found, a row for each figure that changed: totals first,
   then lines.  A line that only moved has one row without a figure.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/changes.h"

#include <stdlib.h>

enum {
  COLUMN_CHANGE,
  COLUMN_FILE,
  COLUMN_FUNCTION,
  COLUMN_LINE,
  COLUMN_OLD_LINE,
  COLUMN_TEXT,
  COLUMN_BASIS,
  COLUMN_FIGURE,
  COLUMN_OLD,
  COLUMN_NEW,
  COLUMN_DIFFERENCE,
  /* For people. */
  COLUMN_WHERE,
  COLUMN_NAME,
  COLUMN_SOURCE,
  COLUMN_TITLE,
  COLUMN_WAS,
  COLUMN_IS,
  COLUMN_BY,
  COLUMNS
};

static const struct grid_column columns[COLUMNS] = {
    [COLUMN_CHANGE] = {"change", "Change", GRID_NAME, GRID_ALL},
    [COLUMN_FILE] = {"file", "", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_FUNCTION] = {"function", "", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_LINE] = {"line", "", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_OLD_LINE] = {"old_line", "", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_TEXT] = {"text", "", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_BASIS] = {"compared_by", "", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_FIGURE] = {"column", "", GRID_NAME, GRID_PROGRAMS},
    [COLUMN_OLD] = {"old", "", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_NEW] = {"new", "", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_DIFFERENCE] = {"difference", "", GRID_NUMBER, GRID_PROGRAMS},
    [COLUMN_WHERE] = {"where", "Line", GRID_NAME, GRID_PEOPLE},
    [COLUMN_NAME] = {"name", "Function", GRID_NAME, GRID_PEOPLE},
    [COLUMN_SOURCE] = {"source", "Source", GRID_NAME, GRID_PEOPLE},
    [COLUMN_TITLE] = {"title", "Figure", GRID_NAME, GRID_PEOPLE},
    [COLUMN_WAS] = {"was", "Old", GRID_NAME, GRID_PEOPLE},
    [COLUMN_IS] = {"is", "New", GRID_NAME, GRID_PEOPLE},
    [COLUMN_BY] = {"by", "Difference", GRID_NAME, GRID_PEOPLE},
};

struct rows {
  const struct changes *changes;
  struct grid grid;
};

/* KIND is a COLUMN_... of shared/profile.h. */
static void set_figure(struct rows *rows, union grid_cell *cells,
                       const char *key, const char *title, int kind,
                       int64_t old, int64_t new, int64_t difference) {
  char text[UNITS_TEXT];
  enum unit unit = (enum unit)rows->changes->view->unit;
  cells[COLUMN_FIGURE].name = key;
  cells[COLUMN_TITLE].name = title;
  cells[COLUMN_OLD].number = old;
  cells[COLUMN_NEW].number = new;
  cells[COLUMN_DIFFERENCE].number = difference;
  units_format(text, old, kind, unit);
  cells[COLUMN_WAS].name = arena_format(&rows->grid.names, "%s", text);
  units_format(text, new, kind, unit);
  cells[COLUMN_IS].name = arena_format(&rows->grid.names, "%s", text);
  changes_format(text, difference, kind, unit);
  cells[COLUMN_BY].name = arena_format(&rows->grid.names, "%s", text);
}

static void add_totals(struct rows *rows) {
  for (int i = 0; i < CHANGES_TOTALS; i++) {
    enum total total = changes_totals[i];
    const struct total_column *column = &total_columns[total];
    int64_t old = rows->changes->profiles[OLD]->totals[total];
    int64_t new = rows->changes->profiles[NEW]->totals[total];
    union grid_cell *cells = grid_add(&rows->grid);
    cells[COLUMN_CHANGE].name = "total";
    set_figure(rows, cells, column->key, column->title, column->unit, old, new,
               new - old);
  }
}

static const char *nonempty(const char *text) {
  return text && *text ? text : NULL;
}

/* A new row with all that is the same for every figure of a line; WHERE is
   owned by the grid. */
static union grid_cell *
add_line(struct rows *rows, const struct compare_row *row, const char *where) {
  static const char *const names[CHANGES] = {"new", "gone", "grown", "shrunk",
                                             "moved"};
  static const char *const bases[] = {[BASIS_LINE] = "line",
                                      [BASIS_TEXT] = "text",
                                      [BASIS_OFFSET] = "distance"};
  union grid_cell *cells = grid_add(&rows->grid);
  cells[COLUMN_CHANGE].name = names[row->change];
  cells[COLUMN_FILE].name = nonempty(row->file);
  cells[COLUMN_FUNCTION].name = nonempty(row->function);
  cells[COLUMN_TEXT].name = cells[COLUMN_SOURCE].name = nonempty(row->text);
  cells[COLUMN_BASIS].name = bases[row->basis];
  cells[COLUMN_WHERE].name = where;
  cells[COLUMN_NAME].name = nonempty(row->function);
  if (row->side[NEW].line)
    cells[COLUMN_LINE].number = row->side[NEW].line;
  if (row->side[OLD].line)
    cells[COLUMN_OLD_LINE].number = row->side[OLD].line;
  return cells;
}

static const char *where_of(struct rows *rows, const struct compare_row *row) {
  char *text = changes_line(rows->changes, row);
  const char *where = arena_format(&rows->grid.names, "%s", text);
  free(text);
  return where;
}

static void add_row(struct rows *rows, const struct compare_row *row) {
  const char *where = where_of(rows, row);
  if (row->change == CHANGE_MOVED) {
    add_line(rows, row, where);
    return;
  }
  for (int i = 0; i < rows->changes->columns->count; i++) {
    enum figure figure = (enum figure)rows->changes->columns->list[i];
    int64_t old = row->side[OLD].figures[figure];
    int64_t new = row->side[NEW].figures[figure];
    if (old == new)
      continue;
    union grid_cell *cells = add_line(rows, row, where);
    const struct figure_column *column = &figure_columns[figure];
    set_figure(rows, cells, column->key, column->title, column->unit, old, new,
               compare_difference(row, figure));
  }
}

static void add_rows(struct rows *rows) {
  const struct comparison *comparison = rows->changes->comparison;
  size_t most = view_rows(rows->changes->view, CHANGES_DEFAULT_ROWS);
  for (size_t first = 0, count; first < comparison->count; first += count) {
    count = compare_count(comparison, first);
    for (size_t i = 0; i < count && i < most; i++)
      add_row(rows, &comparison->rows[first + i]);
  }
}

void changes_print_grid(const struct changes *changes,
                        const struct terminal *output) {
  struct rows rows = {changes, grid_new(columns, COLUMNS)};
  add_totals(&rows);
  add_rows(&rows);
  grid_print(&rows.grid, changes->view, output);
  grid_free(&rows.grid);
}
