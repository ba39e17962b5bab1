/* A view as rows and columns, and how they are written: as text for people,
   as Markdown, CSV or JSON.  Figures can be chosen and sorted by; the columns
   that name the row are always there.  Rows are held, or written as they are
   made.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_GRID_H
#define MEMLINE_CLI_GRID_H

#include "analysis/columns.h"
#include "base/arena.h"
#include "output/terminal.h"
#include "views/view.h"

/* What is in a column; the first three are COLUMN_... of shared/profile.h. */
enum grid_kind {
  GRID_BYTES = COLUMN_BYTES,
  GRID_CHANGE = COLUMN_SIGNED_BYTES,
  GRID_COUNT = COLUMN_COUNT,
  GRID_SHARE, /* hundredths of a percent */
  GRID_RATIO, /* hundredths */
  /* What the row is about. */
  GRID_NAME,  /* text */
  GRID_NUMBER /* a line or a rank */
};

/* Who sees a column that says what the row is about. */
enum grid_reader { GRID_ALL, GRID_PEOPLE, GRID_PROGRAMS, GRID_NOBODY };

struct grid_column {
  const char *key;   /* for --columns, CSV and JSON */
  const char *title; /* for people */
  enum grid_kind kind;
  enum grid_reader reader; /* figures are for all */
};

/* Numbers may be FIGURE_NONE and names NULL: an empty cell. */
union grid_cell {
  int64_t number;
  const char *name;
};

struct grid {
  const struct grid_column *columns; /* not owned */
  size_t column_count;
  union grid_cell *cells; /* row by row */
  size_t row_count, capacity;
  struct arena names; /* of rows that are held */
  struct columns chosen;
};

/* COLUMNS is not copied; there are COLUMNS_MAX at most. */
struct grid grid_new(const struct grid_column *columns, size_t count);

void grid_free(struct grid *grid);

/* A new last row, empty, to be filled.  Valid until the next call. */
union grid_cell *grid_add(struct grid *grid);

/* PART of WHOLE as a GRID_SHARE; FIGURE_NONE if WHOLE is 0. */
int64_t grid_share(int64_t part, int64_t whole);

/* Chooses figures by VIEW's --columns: DEFAULTS for people who did not say, all
   for programs. */
bool grid_choose(struct grid *grid, const struct view *view,
                 const char *defaults, struct error *error);

/* The number of the figure that --sort=KEY names. */
bool grid_find(const struct grid *grid, const char *key, size_t *column,
               struct error *error);

/* Sorts by a column: the largest figure or the first name first, what is empty
   last; equals stay as they were. */
void grid_sort(struct grid *grid, size_t column);

static inline bool grid_is_identity(const struct grid_column *column) {
  return column->kind >= GRID_NAME;
}

/* Writes the rows (grid_print.c), for people nothing if there are none; write
   errors stay with the stream. */
void grid_print(const struct grid *grid, const struct view *view,
                const struct terminal *output);

/* The same for rows that are too many to hold.  ROWS passes each of them, with
   a cell for every column, to grid_put(), which is done with it when it
   returns.  Text is made in two rounds, as its columns are measured first: ROWS
   is called twice then, and must pass the same rows.  Returns how many there
   were. */
struct grid_printer;
typedef void grid_rows(void *data, struct grid_printer *printer);
size_t grid_print_rows(const struct grid *grid, const struct view *view,
                       const struct terminal *output, grid_rows *rows,
                       void *data);
void grid_put(struct grid_printer *printer, const union grid_cell *cells);

/* For ROWS that know how wide a name is without making it: is this the round
   that measures?  Then it may leave the cell empty, and tell the width. */
bool grid_is_measuring(const struct grid_printer *printer);
void grid_measure(struct grid_printer *printer, size_t column, int width);

#endif
