/* Writes a grid: people read figures first and then what they belong to,
   programs the other way round.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "grid.h"

#include "display.h"
#include "quote.h"
#include "record.h"

#include <string.h>

#define BETWEEN 2 /* blanks between two columns of text */

struct printer {
  const struct grid *grid;
  FILE *out;
  enum unit unit;
  int count;
  const struct grid_column *columns[COLUMNS_MAX]; /* in order of writing */
  int widths[COLUMNS_MAX];
};

static void add_figures(struct printer *printer) {
  const struct columns *chosen = &printer->grid->chosen;
  for (int i = 0; i < chosen->count; i++)
    printer->columns[printer->count++] =
        &printer->grid->columns[chosen->list[i]];
}

static void add_identity(struct printer *printer, enum grid_reader others) {
  for (size_t i = 0; i < printer->grid->column_count; i++) {
    const struct grid_column *column = &printer->grid->columns[i];
    if (grid_is_identity(column) && column->reader != others &&
        column->reader != GRID_NOBODY)
      printer->columns[printer->count++] = column;
  }
}

static const union grid_cell *cell_of(const struct printer *printer, size_t row,
                                      int i) {
  const struct grid *grid = printer->grid;
  return &grid->cells[row * grid->column_count +
                      (size_t)(printer->columns[i] - grid->columns)];
}

static bool is_empty(const union grid_cell *cell, enum grid_kind kind) {
  return kind == GRID_NAME ? !cell->name : cell->number == FIGURE_NONE;
}

/* PLACES of the two digits behind the point are written. */
static void format_hundredths(char text[UNITS_TEXT], int64_t value,
                              int places) {
  uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
  uint64_t tenths = (size + 5) / 10;
  const char *sign = value < 0 ? "-" : "";
  if (places == 1)
    snprintf(text, UNITS_TEXT, "%s%llu.%llu", sign,
             (unsigned long long)tenths / 10, (unsigned long long)tenths % 10);
  else
    snprintf(text, UNITS_TEXT, "%s%llu.%02llu", sign,
             (unsigned long long)size / 100, (unsigned long long)size % 100);
}

/* A cell as people read it; ROOM is for figures. */
static const char *shown(const struct printer *printer, size_t row, int i,
                         char room[UNITS_TEXT]) {
  enum grid_kind kind = printer->columns[i]->kind;
  const union grid_cell *cell = cell_of(printer, row, i);
  if (is_empty(cell, kind))
    return "";
  switch (kind) {
  case GRID_NAME:
    return cell->name;
  case GRID_SHARE:
    format_hundredths(room, cell->number, 1);
    return strcat(room, "%");
  case GRID_RATIO:
    format_hundredths(room, cell->number, 2);
    return room;
  case GRID_NUMBER:
    kind = GRID_COUNT; /* fall through */
  default:
    units_format(room, cell->number, (int)kind, printer->unit);
    return room;
  }
}

static void measure(struct printer *printer) {
  char room[UNITS_TEXT];
  for (int i = 0; i < printer->count; i++) {
    printer->widths[i] = display_width(printer->columns[i]->title);
    for (size_t row = 0; row < printer->grid->row_count; row++) {
      int width = display_width(shown(printer, row, i, room));
      if (width > printer->widths[i])
        printer->widths[i] = width;
    }
  }
}

/* Names are on the left of their column.  One that is LAST is not padded.  Names
   are cut if they take more than ROOM; 0 stands for any. */
static void text_cell(const struct printer *printer, int i, const char *text,
                      bool last, int room) {
  int width = printer->widths[i];
  if (printer->columns[i]->kind != GRID_NAME) {
    fprintf(printer->out, "%*s%s", width - display_width(text), "", text);
    return;
  }
  int used = display_put(printer->out, text, room);
  if (!last)
    fprintf(printer->out, "%*s", width - used, "");
}

/* What stands in a column; ROW is -1 for the titles. */
static const char *text_of(const struct printer *printer, long row, int i,
                           char room[UNITS_TEXT]) {
  return row < 0 ? printer->columns[i]->title
                 : shown(printer, (size_t)row, i, room);
}

/* How many columns figures take, which come before names. */
static int width_of_figures(const struct printer *printer) {
  int width = 0;
  for (int i = 0; i < printer->count; i++)
    if (printer->columns[i]->kind != GRID_NAME)
      width += printer->widths[i] + BETWEEN;
  return width;
}

/* Up to the last column in which something stands, or which begins before LIMIT,
   unless that is 0. */
static void text_row(const struct printer *printer, long row, int limit) {
  char room[UNITS_TEXT];
  int count = printer->count;
  while (count > 0 && !*text_of(printer, row, count - 1, room))
    count--;
  for (int i = 0, at = 0; i < count; i++) {
    int end = at + (i ? BETWEEN : 0) + printer->widths[i];
    bool last = i + 1 == count || (limit && end + BETWEEN >= limit &&
                                   printer->columns[i]->kind == GRID_NAME);
    if (i)
      at += fprintf(printer->out, "%*s", BETWEEN, "");
    text_cell(printer, i, text_of(printer, row, i, room), last,
              limit ? limit - at : 0);
    if (last)
      break;
    at = end;
  }
  putc('\n', printer->out);
}

/* Where lines end, if there is room for names before that. */
static int limit_of(const struct printer *printer,
                    const struct output *output) {
  return width_of_figures(printer) < output->width ? output->width : 0;
}

static void print_text(struct printer *printer, const struct output *output) {
  measure(printer);
  int limit = limit_of(printer, output);
  int width = printer->count ? (printer->count - 1) * BETWEEN : 0;
  for (int i = 0; i < printer->count; i++)
    width += printer->widths[i];
  if (output->width && width > output->width)
    width = output->width;
  fputs(output->colour ? OUTPUT_BOLD : "", printer->out);
  text_row(printer, -1, limit);
  fputs(output->colour ? OUTPUT_PLAIN : "", printer->out);
  while (width-- > 0)
    putc('=', printer->out);
  putc('\n', printer->out);
  for (size_t row = 0; row < printer->grid->row_count; row++)
    text_row(printer, (long)row, limit);
}

static void print_markdown(const struct printer *printer) {
  FILE *out = printer->out;
  char room[UNITS_TEXT];
  for (int i = 0; i < printer->count; i++)
    fprintf(out, "| %s ", printer->columns[i]->title);
  fputs("|\n", out);
  for (int i = 0; i < printer->count; i++)
    fputs(printer->columns[i]->kind == GRID_NAME ? "| --- " : "| ---: ", out);
  fputs("|\n", out);
  for (size_t row = 0; row < printer->grid->row_count; row++) {
    for (int i = 0; i < printer->count; i++) {
      fputs("| ", out);
      quote_markdown(out, shown(printer, row, i, room));
      putc(' ', out);
    }
    fputs("|\n", out);
  }
}

/* A row as programs read it. */
static void make_record(const struct printer *printer, size_t row,
                        struct record *record) {
  record->count = 0;
  for (int i = 0; i < printer->count; i++) {
    const struct grid_column *column = printer->columns[i];
    const union grid_cell *cell = cell_of(printer, row, i);
    if (column->kind == GRID_NAME)
      record_add_text(record, column->key, cell->name);
    else if (column->kind == GRID_SHARE || column->kind == GRID_RATIO)
      record_add_hundredths(record, column->key, cell->number);
    else
      record_add_number(record, column->key, cell->number);
  }
}

static void print_csv(const struct printer *printer) {
  struct record record = {.count = 0};
  for (int i = 0; i < printer->count; i++)
    record_add_text(&record, printer->columns[i]->key, NULL);
  record_put_keys(printer->out, &record);
  for (size_t row = 0; row < printer->grid->row_count; row++) {
    make_record(printer, row, &record);
    record_put_csv(printer->out, &record);
  }
}

static void print_json(const struct printer *printer) {
  struct record record;
  for (size_t row = 0; row < printer->grid->row_count; row++) {
    fputs(row ? ",\n" : "[\n", printer->out);
    make_record(printer, row, &record);
    record_put_json(printer->out, &record);
  }
  fputs(printer->grid->row_count ? "\n]\n" : "[]\n", printer->out);
}

void grid_print(const struct grid *grid, const struct view *view,
                const struct output *output) {
  struct printer printer = {
      .grid = grid, .out = output->out, .unit = (enum unit)view->unit};
  if (view_is_for_people(view)) {
    add_figures(&printer);
    add_identity(&printer, GRID_PROGRAMS);
  } else {
    add_identity(&printer, GRID_PEOPLE);
    add_figures(&printer);
  }
  switch ((enum format)view->format) {
  case FORMAT_TEXT:
    print_text(&printer, output);
    break;
  case FORMAT_CSV:
    print_csv(&printer);
    break;
  case FORMAT_JSON:
    print_json(&printer);
    break;
  case FORMAT_MARKDOWN:
    print_markdown(&printer);
    break;
  }
}
