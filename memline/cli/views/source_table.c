/* The table of a function or file that people read.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/source_table.h"

#include "output/display.h"
#include "output/quote.h"
#include "views/source_table_row.h"

#include <stdlib.h>

static int64_t find_hottest(const struct lines *lines, int figure) {
  int64_t hottest = 0;
  for (size_t i = 0; figure >= 0 && i < lines->count; i++) {
    int64_t figures[FIGURES];
    lines_figures(lines, i, figures);
    int64_t value = figures[figure];
    if (value < 0 && value != FIGURE_NONE)
      value = -value;
    if (value > hottest)
      hottest = value;
  }
  return hottest;
}

struct source_table_printer
source_table_printer(FILE *out, const struct lines *lines,
                     const struct source_search *search,
                     struct table_style style) {
  return (struct source_table_printer){.out = out,
                                       .lines = lines,
                                       .search = search,
                                       .style = style,
                                       .hottest =
                                           find_hottest(lines, style.heat),
                                       .file = -1};
}

void source_table_close(struct source_table_printer *printer) {
  source_free(printer->source);
  printer->source = NULL;
}

/* The lines of one table that are still to be printed. */
struct rest {
  struct source_table_printer *printer;
  size_t next, end; /* in printer->lines */
};

static long line_at(const struct rest *rest, size_t i) {
  return lines_place(rest->printer->lines, i)->line;
}

/* Takes what there is of a line, which in a file may be several functions'. */
static bool take_line(struct rest *rest, long line, int64_t figures[FIGURES]) {
  bool found = false;
  figures_clear(figures);
  for (; rest->next < rest->end && line_at(rest, rest->next) == line;
       rest->next++, found = true) {
    int64_t more[FIGURES];
    lines_figures(rest->printer->lines, rest->next, more);
    figures_add(figures, more);
  }
  return found;
}

static void show_line(void *data, long line, const char *text, size_t length) {
  struct rest *rest = data;
  int64_t figures[FIGURES];
  bool code = take_line(rest, line, figures);
  source_table_row(rest->printer, line, code ? figures : NULL, text, length);
}

/* Did the line or what it called allocate or free, or does it own anything? */
static bool matters(const struct rest *rest, size_t i) {
  int64_t f[FIGURES];
  lines_figures(rest->printer->lines, i, f);
  return f[FIGURE_ALLOCS] | f[FIGURE_FREES] | f[FIGURE_SELF_ALLOCS] |
         f[FIGURE_SELF_FREES] | f[FIGURE_AT_PEAK_BLOCKS] |
         f[FIGURE_AT_EXIT_BLOCKS];
}

/* The next line with code that is to be shown, from I on. */
static size_t next_shown(const struct rest *rest, size_t i) {
  if (rest->printer->style.context >= 0)
    while (i < rest->end && !matters(rest, i))
      i++;
  return i;
}

/* The lines FIRST to LAST that come next without a gap; false if there are no
   more.  AFTER is the last one printed. */
static bool next_run(struct rest *rest, long after, long *first, long *last) {
  long around = rest->printer->style.context;
  long gap = around >= 0 ? 2 * around + 1 : TABLE_MAX_GAP;
  size_t i = next_shown(rest, rest->next);
  if (i >= rest->end)
    return false;
  *first = *last = line_at(rest, i);
  while ((i = next_shown(rest, i + 1)) < rest->end &&
         line_at(rest, i) - *last <= gap)
    *last = line_at(rest, i);
  if (around < 0)
    return true;
  long end = source_line_count(rest->printer->source);
  *first = *first - around > after ? *first - around : after + 1;
  *last = *last + around > end && *last <= end ? end : *last + around;
  while (rest->next < rest->end && line_at(rest, rest->next) < *first)
    rest->next++;
  return true;
}

/* Prints runs of lines that are not too far apart, with points between. */
static void put_with_source(struct rest *rest) {
  struct source_table_printer *printer = rest->printer;
  long first, last = 0;
  bool begun = false;
  for (long after = 0; next_run(rest, after, &first, &last); after = last) {
    if (begun && first > after + 1)
      source_table_row_gap(printer);
    source_walk(printer->source, first, last, show_line, rest);
    begun = true;
  }
}

/* In Markdown a note is a paragraph behind the table. */
static void put_note(const struct source_table_printer *printer,
                     const char *what, const char *text) {
  fprintf(printer->out, "%s(source %s", printer->style.markdown ? "\n" : "",
          what);
  display_put(printer->out, text, 0);
  fputs(")\n", printer->out);
}

static void put_without_source(struct rest *rest, const char *path) {
  struct source_table_printer *printer = rest->printer;
  while ((rest->next = next_shown(rest, rest->next)) < rest->end)
    show_line(rest, line_at(rest, rest->next), "", 0);
  bool known = printer->lines->profile->digests[printer->file].size >= 0;
  if (printer->withheld) {
    put_note(printer,
             known ? "changed since the run, --any-source shows it: "
                   : "may be another than that of the run, --any-source shows "
                     "it: ",
             path);
    return;
  }
  char *tried = source_tried(path, printer->search);
  put_note(printer,
           known ? "gone since the run: looked for " : "not found: looked for ",
           tried);
  free(tried);
}

/* The text of a line may not be that of the code that ran, but mostly is. */
static void note_change(struct source_table_printer *printer,
                        const char *path) {
  if (source_changed(printer->source))
    put_note(printer, "changed since the run, lines may have moved: ", path);
}

/* What stands before a name or behind it, as text or as Markdown. */
static void put_name(const struct source_table_printer *printer,
                     const char *before, const char *name) {
  fputs(before, printer->out);
  if (printer->style.markdown)
    quote_markdown(printer->out, name);
  else
    display_put(printer->out, name, 0);
}

/* An instance's figures are not the function's: only its net is known. */
static void put_instance(struct source_table_printer *printer, size_t first,
                         size_t end) {
  const struct profile *profile = printer->lines->profile;
  const struct place *place = lines_place(printer->lines, first);
  int64_t net = 0, figures[FIGURES];
  char text[UNITS_TEXT];
  for (size_t i = first; i < end; i++) {
    lines_figures(printer->lines, i, figures);
    net += figures[FIGURE_INCREMENT];
  }
  char *where = profile_inlined_at(profile, place);
  put_name(printer, ", inlined at ", where);
  free(where);
  units_format(text, net, COLUMN_SIGNED_BYTES, printer->style.unit);
  fprintf(printer->out, " (net %s)\n\n", text);
}

static void put_totals(struct source_table_printer *printer,
                       const struct function *function) {
  char net[UNITS_TEXT], peak[UNITS_TEXT];
  units_format(net, function->net, COLUMN_SIGNED_BYTES, printer->style.unit);
  units_format(peak, function->peak, COLUMN_BYTES, printer->style.unit);
  if (function->peak == FIGURE_NONE)
    fputs(" (never ran)\n\n", printer->out);
  else
    fprintf(printer->out, " (%lld call%s, net %s, peak %s)\n\n",
            (long long)function->calls, function->calls == 1 ? "" : "s", net,
            peak);
}

static void open_source(struct source_table_printer *printer, int32_t file) {
  const struct profile *profile = printer->lines->profile;
  if (file == printer->file)
    return;
  source_free(printer->source);
  printer->source =
      source_find(profile_file(profile, file), &profile->digests[file],
                  printer->search, &printer->withheld);
  printer->file = file;
}

static void put_file(struct source_table_printer *printer, int32_t file) {
  open_source(printer, file);
  printer->tables++;
  put_name(printer, printer->style.markdown ? "### File " : "File: ",
           profile_file(printer->lines->profile, file));
  fputs(printer->style.markdown ? "\n\n" : "\n", printer->out);
}

/* The part of a function that lies in one file: lines FIRST to END. */
static void put_table(struct source_table_printer *printer,
                      const struct function *function, size_t first,
                      size_t end) {
  const struct place *place = lines_place(printer->lines, first);
  const char *path = profile_file(printer->lines->profile, place->file);
  struct rest rest = {printer, first, end};
  if (printer->style.context >= 0 && next_shown(&rest, first) == end)
    return;
  put_file(printer, place->file);
  put_name(printer,
           "Function: ", *function->name ? function->name : "(no name)");
  if (printer->style.instances && place->outer >= 0)
    put_instance(printer, first, end);
  else
    put_totals(printer, function);
  source_table_row_titles(printer);
  if (printer->source) {
    put_with_source(&rest);
    note_change(printer, path);
  } else {
    put_without_source(&rest, path);
  }
  putc('\n', printer->out);
}

/* Do two lines belong into one table? */
static bool together(const struct source_table_printer *printer, size_t i,
                     size_t j) {
  const struct place *a = lines_place(printer->lines, i);
  const struct place *b = lines_place(printer->lines, j);
  return a->function == b->function && a->file == b->file &&
         (!printer->style.instances || a->outer == b->outer);
}

void source_table_function(struct source_table_printer *printer, int32_t row) {
  const struct lines *lines = printer->lines;
  const struct function *function = &lines->profile->functions[row];
  size_t first = lines_of_function(lines, row);
  while (first < lines->count && lines_place(lines, first)->function == row) {
    size_t end = first + 1;
    while (end < lines->count && together(printer, first, end))
      end++;
    put_table(printer, function, first, end);
    first = end;
  }
}

void source_table_file(struct source_table_printer *printer, int32_t file) {
  const struct lines *lines = printer->lines;
  size_t first = 0;
  while (first < lines->count && lines_place(lines, first)->file != file)
    first++;
  size_t end = first;
  while (end < lines->count && lines_place(lines, end)->file == file)
    end++;
  struct rest rest = {printer, first, end};
  if (first == end)
    return;
  put_file(printer, file);
  if (!printer->style.markdown)
    putc('\n', printer->out);
  source_table_row_titles(printer);
  if (printer->source) {
    long last = source_line_count(printer->source),
         code = line_at(&rest, end - 1);
    source_walk(printer->source, 1, code > last ? code : last, show_line,
                &rest);
    note_change(printer, profile_file(lines->profile, file));
  } else {
    put_without_source(&rest, profile_file(lines->profile, file));
  }
  putc('\n', printer->out);
}

static void put_flow(struct source_table_printer *printer, const char *what,
                     int64_t bytes, int64_t blocks) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, printer->style.unit);
  fprintf(printer->out, "%s %s in %lld block%s", what, text, (long long)blocks,
          blocks == 1 ? "" : "s");
}

void source_table_no_line(struct source_table_printer *printer) {
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
