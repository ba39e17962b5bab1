/* A view as rows and columns.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "views/grid.h"

#include "base/grow.h"
#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>
#include <string.h>

struct grid grid_new(const struct grid_column *columns, size_t count) {
  return (struct grid){.columns = columns, .column_count = count};
}

void grid_free(struct grid *grid) {
  free(grid->cells);
  arena_free(&grid->names);
  memset(grid, 0, sizeof *grid);
}

static union grid_cell *row_of(const struct grid *grid, size_t row) {
  return &grid->cells[row * grid->column_count];
}

union grid_cell *grid_add(struct grid *grid) {
  size_t size = grid->column_count * sizeof *grid->cells;
  grid->cells = grow(grid->cells, grid->row_count, &grid->capacity, size);
  union grid_cell *row = row_of(grid, grid->row_count++);
  for (size_t i = 0; i < grid->column_count; i++)
    if (grid->columns[i].kind == GRID_NAME)
      row[i].name = NULL;
    else
      row[i].number = FIGURE_NONE;
  return row;
}

int64_t grid_share(int64_t part, int64_t whole) {
  if (whole == 0)
    return FIGURE_NONE;
  int64_t small;
  if (!__builtin_mul_overflow(part, 10000, &small))
    return small / whole;
  __int128 share = (__int128)part * 10000 / whole;
  return share > INT64_MAX || share <= INT64_MIN ? FIGURE_NONE : (int64_t)share;
}

/* Numbers of the figures among the columns, and their keys. */
static int figures_of(const struct grid *grid, const char *keys[COLUMNS_MAX],
                      int numbers[COLUMNS_MAX]) {
  int count = 0;
  for (size_t i = 0; i < grid->column_count; i++)
    if (!grid_is_identity(&grid->columns[i])) {
      keys[count] = grid->columns[i].key;
      numbers[count++] = (int)i;
    }
  return count;
}

bool grid_find(const struct grid *grid, const char *key, size_t *column,
               struct error *error) {
  const char *keys[COLUMNS_MAX];
  int numbers[COLUMNS_MAX];
  struct columns_known known = {keys, figures_of(grid, keys, numbers), ""};
  struct columns found;
  if (!columns_choose(key, &known, &found, error))
    return false;
  *column = (size_t)numbers[found.list[0]];
  return found.count == 1 ||
         error_set(error, "--sort expects one column, found '%s'", key);
}

bool grid_choose(struct grid *grid, const struct view *view,
                 const char *defaults, struct error *error) {
  const char *keys[COLUMNS_MAX];
  int numbers[COLUMNS_MAX];
  struct columns_known known = {keys, figures_of(grid, keys, numbers),
                                defaults};
  const char *list = view->columns;
  if (!list)
    list = view_is_for_people(view) ? "default" : "all";
  if (!columns_choose(list, &known, &grid->chosen, error))
    return false;
  for (int i = 0; i < grid->chosen.count; i++)
    grid->chosen.list[i] = numbers[grid->chosen.list[i]];
  return true;
}

struct order {
  const struct grid *grid;
  size_t column;
};

static int compare_rows(const void *a, const void *b, void *data) {
  const struct order *order = data;
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  const union grid_cell *x = &row_of(order->grid, i)[order->column];
  const union grid_cell *y = &row_of(order->grid, j)[order->column];
  int result = 0;
  if (order->grid->columns[order->column].kind != GRID_NAME)
    result = numbers_compare(y->number, x->number);
  else if (x->name && y->name)
    result = strcmp(x->name, y->name);
  else
    result = !x->name - !y->name;
  return result ? result : numbers_compare((int64_t)i, (int64_t)j);
}

void grid_sort(struct grid *grid, size_t column) {
  struct order order = {grid, column};
  size_t size = grid->column_count * sizeof *grid->cells;
  size_t *rows = memory_new(grid->row_count, sizeof *rows);
  union grid_cell *sorted = memory_new(grid->row_count, size);
  for (size_t i = 0; i < grid->row_count; i++)
    rows[i] = i;
  qsort_r(rows, grid->row_count, sizeof *rows, compare_rows, &order);
  for (size_t i = 0; i < grid->row_count; i++)
    memcpy(&sorted[i * grid->column_count], row_of(grid, rows[i]), size);
  free(grid->cells);
  grid->cells = sorted;
  grid->capacity = grid->row_count;
  free(rows);
}
