/* The rows of a table of source lines.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/source_table_row.h"

#include "output/display.h"
#include "output/quote.h"
#include "output/terminal.h"

/* Every column is this wide, with the space before it. */
#define CELL_WIDTH 13
/* A bar in full, with the blanks before it. */
#define BAR_WIDTH 8
#define BAR_BEFORE 2
/* Before the cells, and before the text. */
#define NUMBER_WIDTH 6
#define TEXT_BEFORE 3

static const char *paint(const struct source_table_printer *printer,
                         const char *colour) {
  return printer->style.colour ? colour : "";
}

static void markdown_titles(const struct source_table_printer *printer) {
  const struct columns *columns = printer->style.columns;
  FILE *out = printer->out;
  fputs("| Line # ", out);
  for (int i = 0; i < columns->count; i++)
    fprintf(out, "| %s ", figure_columns[columns->list[i]].title);
  fprintf(out, "%s| Line Contents |\n| ---: ",
          printer->style.heat >= 0 ? "| Heat " : "");
  for (int i = 0; i < columns->count; i++)
    fputs("| ---: ", out);
  fprintf(out, "%s| --- |\n", printer->style.heat >= 0 ? "| --- " : "");
}

void source_table_row_titles(const struct source_table_printer *printer) {
  const struct columns *columns = printer->style.columns;
  FILE *out = printer->out;
  if (printer->style.markdown) {
    markdown_titles(printer);
    return;
  }
  int width = NUMBER_WIDTH + columns->count * CELL_WIDTH + 16;
  fprintf(out, "%sLine #", paint(printer, TERMINAL_BOLD));
  for (int i = 0; i < columns->count; i++)
    fprintf(out, "%*s", CELL_WIDTH, figure_columns[columns->list[i]].title);
  if (printer->style.heat >= 0)
    width += fprintf(out, "%*s%-*s", BAR_BEFORE, "", BAR_WIDTH, "Heat");
  fprintf(out, "%*sLine Contents%s\n", TEXT_BEFORE, "",
          paint(printer, TERMINAL_PLAIN));
  if (printer->style.width && width > printer->style.width)
    width = printer->style.width;
  while (width-- > 0)
    putc('=', out);
  putc('\n', out);
}

static const char *change_colour(const struct source_table_printer *printer,
                                 enum figure figure, int64_t value) {
  if (figure_columns[figure].unit != COLUMN_SIGNED_BYTES || value == 0)
    return "";
  return paint(printer, value > 0 ? TERMINAL_RED : TERMINAL_GREEN);
}

/* How long the bar of a line is; anything but 0 can be seen. */
static int bar_of(const struct source_table_printer *printer,
                  const int64_t *figures) {
  if (!figures || printer->hottest <= 0)
    return 0;
  int64_t value = figures[printer->style.heat];
  if (value == FIGURE_NONE || value == 0)
    return 0;
  __int128 size = value < 0 ? -(__int128)value : value;
  return (int)((size * BAR_WIDTH + printer->hottest - 1) / printer->hottest);
}

static void put_bar(const struct source_table_printer *printer,
                    const int64_t *figures) {
  int length = bar_of(printer, figures);
  const char *colour = length ? paint(printer, TERMINAL_RED) : "";
  fputs(colour, printer->out);
  for (int i = 0; i < length; i++)
    putc('#', printer->out);
  fputs(*colour ? TERMINAL_PLAIN : "", printer->out);
  if (!printer->style.markdown)
    fprintf(printer->out, "%*s", BAR_WIDTH - length, "");
}

/* Prints the cells of a line that ran, or as many blanks as they would take
   if text follows. */
static void put_cells(const struct source_table_printer *printer,
                      const int64_t *figures, bool text_follows) {
  const struct columns *columns = printer->style.columns;
  for (int i = 0; i < columns->count; i++) {
    enum figure figure = (enum figure)columns->list[i];
    char text[UNITS_TEXT] = "";
    if (figures)
      units_format(text, figures[figure], figure_columns[figure].unit,
                   printer->style.unit);
    else if (!text_follows)
      return;
    const char *colour =
        figures ? change_colour(printer, figure, figures[figure]) : "";
    fprintf(printer->out, "%s%*s%s", colour, CELL_WIDTH, text,
            *colour ? TERMINAL_PLAIN : "");
  }
  if (printer->style.heat >= 0 && text_follows) {
    fprintf(printer->out, "%*s", BAR_BEFORE, "");
    put_bar(printer, figures);
  }
}

/* Between backquotes, of which there are more than in the text; a bar would end
   the cell all the same. */
static void put_code(FILE *out, const char *text, size_t length) {
  int most = 0;
  for (size_t i = 0, run = 0; i < length; i++) {
    run = text[i] == '`' ? run + 1 : 0;
    most = (int)run > most ? (int)run : most;
  }
  for (int i = 0; length && i <= most; i++)
    putc('`', out);
  if (most)
    putc(' ', out);
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '|')
      putc('\\', out);
    putc(text[i], out);
  }
  if (most)
    putc(' ', out);
  for (int i = 0; length && i <= most; i++)
    putc('`', out);
}

static void markdown_row(const struct source_table_printer *printer, long line,
                         const int64_t *figures, const char *text,
                         size_t length) {
  const struct columns *columns = printer->style.columns;
  FILE *out = printer->out;
  fprintf(out, "| %ld ", line);
  for (int i = 0; i < columns->count; i++) {
    char cell[UNITS_TEXT] = "";
    int figure = columns->list[i];
    if (figures)
      units_format(cell, figures[figure], figure_columns[figure].unit,
                   printer->style.unit);
    fprintf(out, "| %s ", cell);
  }
  if (printer->style.heat >= 0) {
    fputs("| ", out);
    put_bar(printer, figures);
    putc(' ', out);
  }
  fputs("| ", out);
  put_code(out, text, length);
  fputs(" |\n", out);
}

/* How many columns there are for the text; 0: as many as it takes. */
static int text_room(const struct table_style *style) {
  int used = NUMBER_WIDTH + style->columns->count * CELL_WIDTH + TEXT_BEFORE;
  if (style->heat >= 0)
    used += BAR_BEFORE + BAR_WIDTH;
  return style->width > used ? style->width - used : 0;
}

void source_table_row(const struct source_table_printer *printer, long line,
                      const int64_t *figures, const char *text, size_t length) {
  FILE *out = printer->out;
  bool ran = figures && figures[FIGURE_OCCURRENCES] > 0;
  bool dim = figures && !ran;
  if (printer->style.markdown) {
    markdown_row(printer, line, ran ? figures : NULL, text, length);
    return;
  }
  fprintf(out, "%s%*ld", dim ? paint(printer, TERMINAL_DIM) : "", NUMBER_WIDTH,
          line);
  put_cells(printer, ran ? figures : NULL, length > 0);
  if (length) {
    fprintf(out, "%*s", TEXT_BEFORE, "");
    display_put(out, text, text_room(&printer->style));
  }
  fprintf(out, "%s\n", dim ? paint(printer, TERMINAL_PLAIN) : "");
}

void source_table_row_gap(const struct source_table_printer *printer) {
  int cells = printer->style.columns->count + (printer->style.heat >= 0) + 1;
  if (!printer->style.markdown) {
    fprintf(printer->out, "%*s\n", NUMBER_WIDTH, "...");
    return;
  }
  fputs("| ... ", printer->out);
  while (cells-- > 0)
    fputs("| ", printer->out);
  fputs("|\n", printer->out);
}
