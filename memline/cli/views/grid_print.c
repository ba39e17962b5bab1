/* Writes a grid: people read figures first and then what they belong to,
   programs the other way round.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/grid.h"

#include "output/ascii.h"
#include "output/batch.h"
#include "output/digits.h"
#include "output/display.h"
#include "output/quote.h"
#include "output/record.h"

#include <string.h>

#define BETWEEN 2 /* blanks between two columns of text */

_Static_assert(COLUMNS_MAX <= RECORD_FIELDS, "a row is a record");

/* A column in order of writing.  Rows below each other often have the same
   figure: its text is made again only where it is another one. */
struct shown_column {
  const struct grid_column *column;
  size_t number; /* of it in the grid */
  int width;     /* of the widest cell, or the title */
  bool made;     /* of FIGURE: */
  int64_t figure;
  char text[UNITS_TEXT];
  int text_width;
};

struct grid_printer {
  const struct grid *grid;
  const struct view *view;
  const struct terminal *output;
  FILE *out;
  bool measuring; /* the first round of text */
  int limit;      /* where lines of text end; 0: nowhere */
  size_t rows;    /* of this round */
  int count;
  struct shown_column columns[COLUMNS_MAX];
  struct record record; /* for programs */
};

static void add_column(struct grid_printer *printer, size_t number) {
  const struct grid_column *column = &printer->grid->columns[number];
  printer->columns[printer->count++] =
      (struct shown_column){.column = column,
                            .number = number,
                            .width = display_width(column->title)};
}

static void add_figures(struct grid_printer *printer) {
  const struct columns *chosen = &printer->grid->chosen;
  for (int i = 0; i < chosen->count; i++)
    add_column(printer, (size_t)chosen->list[i]);
}

static void add_identity(struct grid_printer *printer,
                         enum grid_reader others) {
  for (size_t i = 0; i < printer->grid->column_count; i++) {
    const struct grid_column *column = &printer->grid->columns[i];
    if (grid_is_identity(column) && column->reader != others &&
        column->reader != GRID_NOBODY)
      add_column(printer, i);
  }
}

static void format_figure(char text[UNITS_TEXT], int64_t figure,
                          enum grid_kind kind, enum unit unit) {
  if (figure == FIGURE_NONE)
    *text = '\0';
  else if (kind == GRID_SHARE)
    strcpy(digits_write_hundredths(text, figure, 1), "%");
  else if (kind == GRID_RATIO)
    *digits_write_hundredths(text, figure, 2) = '\0';
  else
    units_format(text, figure, kind == GRID_NUMBER ? GRID_COUNT : (int)kind,
                 unit);
}

/* A cell as people read it, and how wide it is. */
static const char *shown(struct grid_printer *printer,
                         const union grid_cell *cells, int i, int *width) {
  struct shown_column *column = &printer->columns[i];
  const union grid_cell *cell = &cells[column->number];
  enum grid_kind kind = column->column->kind;
  if (kind == GRID_NAME) {
    const char *name = cell->name ? cell->name : "";
    *width = display_width(name);
    return name;
  }
  if (!column->made || column->figure != cell->number) {
    format_figure(column->text, cell->number, kind,
                  (enum unit)printer->view->unit);
    column->text_width = (int)strlen(column->text);
    column->figure = cell->number;
    column->made = true;
  }
  *width = column->text_width;
  return column->text;
}

bool grid_is_measuring(const struct grid_printer *printer) {
  return printer->measuring;
}

void grid_measure(struct grid_printer *printer, size_t column, int width) {
  for (int i = 0; i < printer->count; i++)
    if (printer->columns[i].number == column &&
        width > printer->columns[i].width)
      printer->columns[i].width = width;
}

static void measure_row(struct grid_printer *printer,
                        const union grid_cell *cells) {
  for (int i = 0; i < printer->count; i++) {
    int width;
    shown(printer, cells, i, &width);
    if (width > printer->columns[i].width)
      printer->columns[i].width = width;
  }
}

/* Figures are on the right of their column and names on the left.  One that is
   LAST is not padded.  Names are cut if they take more than ROOM; 0 stands for
   any. */
static void put_cell(const struct grid_printer *printer, struct batch *batch,
                     int i, const char *text, int width, bool last, int room) {
  size_t length = strlen(text);
  bool figure = printer->columns[i].column->kind != GRID_NAME;
  int blanks = printer->columns[i].width - width;
  if (figure)
    batch_blanks(batch, (size_t)blanks);
  if ((figure || !room || width <= room) &&
      ascii_run(text, length, 0, 0) == length) {
    batch_put(batch, text, length);
  } else {
    batch_flush(batch);
    display_put(batch->out, text, figure ? 0 : room);
  }
  if (!figure && !last)
    batch_blanks(batch, (size_t)blanks);
}

/* Up to the last column in which something stands, or which begins before the
   limit, if there is one. */
static void put_texts(const struct grid_printer *printer,
                      const char *const *texts, const int *widths, int count) {
  int limit = printer->limit;
  struct batch batch;
  batch_begin(&batch, printer->out);
  while (count > 0 && !*texts[count - 1])
    count--;
  for (int i = 0, at = 0; i < count; i++) {
    int end = at + (i ? BETWEEN : 0) + printer->columns[i].width;
    bool last =
        i + 1 == count || (limit && end + BETWEEN >= limit &&
                           printer->columns[i].column->kind == GRID_NAME);
    batch_blanks(&batch, i ? BETWEEN : 0);
    at += i ? BETWEEN : 0;
    put_cell(printer, &batch, i, texts[i], widths[i], last,
             limit ? limit - at : 0);
    if (last)
      break;
    at = end;
  }
  batch_char(&batch, '\n');
  batch_flush(&batch);
}

static void text_row(struct grid_printer *printer,
                     const union grid_cell *cells) {
  const char *texts[COLUMNS_MAX];
  int widths[COLUMNS_MAX];
  for (int i = 0; i < printer->count; i++)
    texts[i] = shown(printer, cells, i, &widths[i]);
  put_texts(printer, texts, widths, printer->count);
}

static void put_titles(const struct grid_printer *printer) {
  const char *texts[COLUMNS_MAX];
  int widths[COLUMNS_MAX];
  for (int i = 0; i < printer->count; i++) {
    texts[i] = printer->columns[i].column->title;
    widths[i] = display_width(texts[i]);
  }
  put_texts(printer, texts, widths, printer->count);
}

/* Lines end where the terminal does, if there is room for names before that:
   figures come first. */
static void text_head(struct grid_printer *printer) {
  const struct terminal *output = printer->output;
  int width = printer->count ? (printer->count - 1) * BETWEEN : 0, figures = 0;
  for (int i = 0; i < printer->count; i++) {
    width += printer->columns[i].width;
    if (printer->columns[i].column->kind != GRID_NAME)
      figures += printer->columns[i].width + BETWEEN;
  }
  printer->limit = figures < output->width ? output->width : 0;
  if (output->width && width > output->width)
    width = output->width;
  fputs(output->colour ? TERMINAL_BOLD : "", printer->out);
  put_titles(printer);
  fputs(output->colour ? TERMINAL_PLAIN : "", printer->out);
  while (width-- > 0)
    putc('=', printer->out);
  putc('\n', printer->out);
}

static void markdown_head(struct grid_printer *printer) {
  for (int i = 0; i < printer->count; i++)
    fprintf(printer->out, "| %s ", printer->columns[i].column->title);
  fputs("|\n", printer->out);
  for (int i = 0; i < printer->count; i++)
    fputs(printer->columns[i].column->kind == GRID_NAME ? "| --- " : "| ---: ",
          printer->out);
  fputs("|\n", printer->out);
}

static void markdown_row(struct grid_printer *printer,
                         const union grid_cell *cells) {
  int width;
  for (int i = 0; i < printer->count; i++) {
    fputs("| ", printer->out);
    quote_markdown(printer->out, shown(printer, cells, i, &width));
    putc(' ', printer->out);
  }
  fputs("|\n", printer->out);
}

/* A row as programs read it; CELLS is NULL for the keys alone. */
static const struct record *make_record(struct grid_printer *printer,
                                        const union grid_cell *cells) {
  struct record *record = &printer->record;
  record->count = 0;
  for (int i = 0; i < printer->count; i++) {
    const struct grid_column *column = printer->columns[i].column;
    const union grid_cell *cell =
        cells ? &cells[printer->columns[i].number] : NULL;
    int64_t number =
        cell && column->kind != GRID_NAME ? cell->number : FIGURE_NONE;
    if (column->kind == GRID_NAME)
      record_add_text(record, column->key, cell ? cell->name : NULL);
    else if (column->kind == GRID_SHARE || column->kind == GRID_RATIO)
      record_add_hundredths(record, column->key, number);
    else
      record_add_number(record, column->key, number);
  }
  return record;
}

void grid_put(struct grid_printer *printer, const union grid_cell *cells) {
  bool first = printer->rows++ == 0;
  if (printer->measuring) {
    measure_row(printer, cells);
    return;
  }
  switch ((enum format)printer->view->format) {
  case FORMAT_TEXT:
    if (first)
      text_head(printer);
    text_row(printer, cells);
    break;
  case FORMAT_MARKDOWN:
    if (first)
      markdown_head(printer);
    markdown_row(printer, cells);
    break;
  case FORMAT_CSV:
    record_put_csv(printer->out, make_record(printer, cells));
    break;
  case FORMAT_JSON:
    fputs(first ? "[\n" : ",\n", printer->out);
    record_put_json(printer->out, make_record(printer, cells));
    break;
  }
}

size_t grid_print_rows(const struct grid *grid, const struct view *view,
                       const struct terminal *output, grid_rows *rows,
                       void *data) {
  struct grid_printer printer = {
      .grid = grid, .view = view, .output = output, .out = output->out};
  if (view_is_for_people(view)) {
    add_figures(&printer);
    add_identity(&printer, GRID_PROGRAMS);
  } else {
    add_identity(&printer, GRID_PEOPLE);
    add_figures(&printer);
  }
  if (view->format == FORMAT_CSV)
    record_put_keys(printer.out, make_record(&printer, NULL));
  printer.measuring = view->format == FORMAT_TEXT;
  rows(data, &printer);
  if (printer.measuring) {
    printer.measuring = false;
    printer.rows = 0;
    rows(data, &printer);
  }
  if (view->format == FORMAT_JSON)
    fputs(printer.rows ? "\n]\n" : "[]\n", printer.out);
  return printer.rows;
}

static void put_held(void *data, struct grid_printer *printer) {
  const struct grid *const *grid = data;
  for (size_t i = 0; i < (*grid)->row_count; i++)
    grid_put(printer, &(*grid)->cells[i * (*grid)->column_count]);
}

void grid_print(const struct grid *grid, const struct view *view,
                const struct terminal *output) {
  grid_print_rows(grid, view, output, put_held, &grid);
}
