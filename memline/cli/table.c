/* The table of a function that people read.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "table.h"

#include "display.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

struct table_printer table_printer(FILE *out, const struct lines *lines,
                                   const struct source_search *search,
                                   struct table_style style) {
  return (struct table_printer){.out = out,
                                .lines = lines,
                                .search = search,
                                .style = style,
                                .file = -1};
}

void table_close(struct table_printer *printer) {
  source_free(printer->source);
  printer->source = NULL;
}

static const char *paint(const struct table_printer *printer,
                         const char *colour) {
  return printer->style.colour ? colour : "";
}

/* Every column is this wide, with the space before it. */
#define CELL_WIDTH 13

static void put_header(struct table_printer *printer) {
  const struct columns *columns = printer->style.columns;
  FILE *out = printer->out;
  fprintf(out, "%sLine #", paint(printer, OUTPUT_BOLD));
  for (int i = 0; i < columns->count; i++)
    fprintf(out, "%*s", CELL_WIDTH, figure_columns[columns->list[i]].title);
  fprintf(out, "   Line Contents%s\n", paint(printer, OUTPUT_PLAIN));
  int width = 6 + columns->count * CELL_WIDTH + 16;
  while (width-- > 0)
    putc('=', out);
  putc('\n', out);
}

static const char *change_colour(const struct table_printer *printer,
                                 enum figure figure, int64_t value) {
  if (figure_columns[figure].kind != COLUMN_SIGNED_BYTES || value == 0)
    return "";
  return paint(printer, value > 0 ? OUTPUT_RED : OUTPUT_GREEN);
}

/* Prints the cells of a line that ran, or as many blanks as they would take
   if text follows. */
static void put_cells(struct table_printer *printer, const int64_t *figures,
                      bool text_follows) {
  const struct columns *columns = printer->style.columns;
  for (int i = 0; i < columns->count; i++) {
    enum figure figure = columns->list[i];
    char text[UNITS_TEXT] = "";
    if (figures)
      units_format(text, figures[figure], figure_columns[figure].kind,
                   printer->style.unit);
    else if (!text_follows)
      return;
    const char *colour =
        figures ? change_colour(printer, figure, figures[figure]) : "";
    fprintf(printer->out, "%s%*s%s", colour, CELL_WIDTH, text,
            *colour ? OUTPUT_PLAIN : "");
  }
}

/* FIGURES is NULL for a line without code. */
static void put_row(struct table_printer *printer, long line,
                    const int64_t *figures, const char *text, size_t length) {
  FILE *out = printer->out;
  bool ran = figures && figures[FIGURE_OCCURRENCES] > 0;
  bool dim = figures && !ran;
  fprintf(out, "%s%6ld", dim ? paint(printer, OUTPUT_DIM) : "", line);
  put_cells(printer, ran ? figures : NULL, length > 0);
  if (length) {
    fputs("   ", out);
    fwrite(text, 1, length, out);
  }
  fprintf(out, "%s\n", dim ? paint(printer, OUTPUT_PLAIN) : "");
}

/* The lines of one table that are still to be printed. */
struct rest {
  struct table_printer *printer;
  size_t next, end; /* in printer->lines */
};

static void show_line(void *data, long line, const char *text, size_t length) {
  struct rest *rest = data;
  const struct lines *lines = rest->printer->lines;
  if (rest->next < rest->end && lines_place(lines, rest->next)->line == line) {
    int64_t figures[FIGURES];
    lines_figures(lines, rest->next++, figures);
    put_row(rest->printer, line, figures, text, length);
  } else {
    put_row(rest->printer, line, NULL, text, length);
  }
}

/* Prints runs of lines that are not too far apart, with points between. */
static void put_with_source(struct rest *rest) {
  struct table_printer *printer = rest->printer;
  while (rest->next < rest->end) {
    long first = lines_place(printer->lines, rest->next)->line, last = first;
    for (size_t i = rest->next + 1; i < rest->end; i++) {
      long line = lines_place(printer->lines, i)->line;
      if (line - last > TABLE_MAX_GAP)
        break;
      last = line;
    }
    source_walk(printer->source, first, last, show_line, rest);
    if (rest->next < rest->end)
      fprintf(printer->out, "%6s\n", "...");
  }
}

static void put_without_source(struct rest *rest, const char *path) {
  struct table_printer *printer = rest->printer;
  while (rest->next < rest->end)
    show_line(rest, lines_place(printer->lines, rest->next)->line, "", 0);
  char *tried = source_tried(path, printer->search);
  bool was_there = printer->lines->profile->digests[printer->file].size >= 0;
  fprintf(printer->out, "(source %s: looked for ",
          was_there ? "gone since the run" : "not found");
  display_put(printer->out, tried ? tried : path, 0);
  fputs(")\n", printer->out);
  free(tried);
}

/* The text of a line may not be that of the code that ran, but mostly is. */
static void put_changed_source(struct rest *rest, const char *path) {
  FILE *out = rest->printer->out;
  put_with_source(rest);
  fputs("(source changed since the run, lines may have moved: ", out);
  display_put(out, path, 0);
  fputs(")\n", out);
}

static void put_function(struct table_printer *printer,
                         const struct function *function) {
  FILE *out = printer->out;
  char net[UNITS_TEXT], peak[UNITS_TEXT];
  units_format(net, function->net, COLUMN_SIGNED_BYTES, printer->style.unit);
  units_format(peak, function->peak, COLUMN_BYTES, printer->style.unit);
  fputs("Function: ", out);
  display_put(out, *function->name ? function->name : "(no name)", 0);
  if (function->peak == FIGURE_NONE)
    fputs(" (never ran)\n\n", out);
  else
    fprintf(out, " (%lld call%s, net %s, peak %s)\n\n",
            (long long)function->calls, function->calls == 1 ? "" : "s", net,
            peak);
}

/* The part of a function that lies in one file: lines FIRST to END. */
static void put_table(struct table_printer *printer,
                      const struct function *function, int32_t file,
                      size_t first, size_t end) {
  const char *path = profile_file(printer->lines->profile, file);
  struct rest rest = {printer, first, end};
  if (file != printer->file) {
    source_free(printer->source);
    printer->source =
        source_find(path, &printer->lines->profile->digests[file],
                    printer->search);
    printer->file = file;
  }
  fputs("File: ", printer->out);
  display_put(printer->out, path, 0);
  putc('\n', printer->out);
  put_function(printer, function);
  put_header(printer);
  if (printer->source && source_changed(printer->source))
    put_changed_source(&rest, path);
  else if (printer->source)
    put_with_source(&rest);
  else
    put_without_source(&rest, path);
  putc('\n', printer->out);
}

void table_function(struct table_printer *printer, int32_t row) {
  const struct lines *lines = printer->lines;
  const struct function *function = &lines->profile->functions[row];
  size_t first = lines_of_function(lines, row);
  while (first < lines->count && lines_place(lines, first)->function == row) {
    int32_t file = lines_place(lines, first)->file;
    size_t end = first + 1;
    while (end < lines->count && lines_place(lines, end)->function == row &&
           lines_place(lines, end)->file == file)
      end++;
    put_table(printer, function, file, first, end);
    first = end;
  }
}

static void put_flow(struct table_printer *printer, const char *what,
                     int64_t bytes, int64_t blocks) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, printer->style.unit);
  fprintf(printer->out, "%s %s in %lld block%s", what, text,
          (long long)blocks, blocks == 1 ? "" : "s");
}

void table_no_line(struct table_printer *printer) {
  const int64_t *f = printer->lines->profile->places[0].figures;
  int64_t allocated = f[FIGURE_SELF_ALLOCATED], freed = f[FIGURE_SELF_FREED];
  int64_t allocs = f[FIGURE_SELF_ALLOCS], frees = f[FIGURE_SELF_FREES];
  int64_t bytes = f[FIGURE_AT_EXIT_BYTES], blocks = f[FIGURE_AT_EXIT_BLOCKS];
  if (!(allocated | freed | allocs | frees | bytes | blocks))
    return;
  fputs(PROFILE_NO_LINE ": ", printer->out);
  put_flow(printer, "allocated", allocated, allocs);
  put_flow(printer, ", freed", freed, frees);
  put_flow(printer, ", at exit", bytes, blocks);
  putc('\n', printer->out);
}
