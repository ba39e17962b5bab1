/* What a comparison found, as text for people.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/changes.h"

#include "base/memory.h"
#include "output/display.h"

#include <stdlib.h>

const enum total changes_totals[CHANGES_TOTALS] = {
    TOTAL_ALLOCATED,     TOTAL_FREED,          TOTAL_ALLOCS,
    TOTAL_FREES,         TOTAL_PEAK_BYTES,     TOTAL_PEAK_BLOCKS,
    TOTAL_AT_EXIT_BYTES, TOTAL_AT_EXIT_BLOCKS,
};

/* How many files are named in a note. */
#define MAX_NAMED 5

struct printer {
  const struct changes *changes;
  const struct terminal *output;
  FILE *out;
};

static const char *paint(const struct printer *printer, const char *colour) {
  return printer->output->colour ? colour : "";
}

void changes_format(char text[UNITS_TEXT], int64_t change, int kind,
                    enum unit unit) {
  if (kind == COLUMN_COUNT)
    snprintf(text, UNITS_TEXT, change ? "%+lld" : "%lld", (long long)change);
  else
    units_format_bytes(text, change, unit, true);
}

void changes_format_share(char text[CHANGES_SHARE], int64_t change,
                          int64_t old) {
  int64_t share = old ? grid_share(change, old < 0 ? -old : old) : FIGURE_NONE;
  text[0] = '\0';
  if (change == 0 || share == FIGURE_NONE)
    return;
  uint64_t size = share < 0 ? -(uint64_t)share : (uint64_t)share;
  uint64_t tenths = (size + 5) / 10;
  char sign = change < 0 ? '-' : '+';
  if (tenths < 10000)
    snprintf(text, CHANGES_SHARE, "%c%llu.%llu%%", sign,
             (unsigned long long)tenths / 10, (unsigned long long)tenths % 10);
  else
    snprintf(text, CHANGES_SHARE, "%c%llu%%", sign,
             (unsigned long long)(tenths + 5) / 10);
}

/* "  Self alloc'd        1000 B        2000 B       +1000 B  +100.0%" */
static void put_figure(const struct printer *printer, const char *title,
                       int64_t old, int64_t new, int64_t change, int kind) {
  char was[UNITS_TEXT], is[UNITS_TEXT], by[UNITS_TEXT], share[CHANGES_SHARE];
  enum unit unit = (enum unit)printer->changes->view->unit;
  units_format(was, old, kind, unit);
  units_format(is, new, kind, unit);
  changes_format(by, change, kind, unit);
  changes_format_share(share, change, old == FIGURE_NONE ? 0 : old);
  const char *colour = change > 0   ? paint(printer, TERMINAL_RED)
                       : change < 0 ? paint(printer, TERMINAL_GREEN)
                                    : "";
  fprintf(printer->out, "  %-14s%14s%14s%s%14s%s", title, was, is, colour, by,
          *colour ? TERMINAL_PLAIN : "");
  fprintf(printer->out, *share ? "%10s\n" : "\n", share);
}

/* Text that begins in column *AT, and is cut where the terminal ends. */
static void put_text(const struct printer *printer, int *at, const char *text) {
  int width = printer->output->width;
  if (width == 0 || *at < width)
    *at += display_put(printer->out, text, width ? width - *at : 0);
}

static void put_profile(const struct printer *printer, const char *which,
                        int side) {
  const struct profile *profile = printer->changes->profiles[side];
  int at = 0;
  put_text(printer, &at, which);
  put_text(printer, &at, printer->changes->paths[side]);
  if (profile->merged.profiles) {
    char text[64];
    snprintf(text, sizeof text, " (%lld profiles)",
             (long long)profile->merged.profiles);
    put_text(printer, &at, text);
  }
  put_text(printer, &at, " of");
  for (size_t i = 0; i < profile->command_count; i++) {
    put_text(printer, &at, " ");
    put_text(printer, &at, profile->command[i]);
  }
  putc('\n', printer->out);
}

static void put_totals(const struct printer *printer) {
  const struct changes *changes = printer->changes;
  fprintf(printer->out, "\n%s%30s%14s%14s%s\n", paint(printer, TERMINAL_BOLD),
          "Old", "New", "Change", paint(printer, TERMINAL_PLAIN));
  for (int i = 0; i < CHANGES_TOTALS; i++) {
    enum total total = changes_totals[i];
    const struct total_column *column = &total_columns[total];
    int64_t old = changes->profiles[OLD]->totals[total];
    int64_t new = changes->profiles[NEW]->totals[total];
    put_figure(printer, column->title, old, new, new - old, column->unit);
  }
}

/* Room for a number and what is said of others. */
#define NUMBER_ROOM 48

static void format_number(char text[NUMBER_ROOM], const struct compare_row *row,
                          int side) {
  int n = snprintf(text, NUMBER_ROOM, "%d", row->side[side].line);
  if (row->side[side].count > 1)
    snprintf(text + n, NUMBER_ROOM - (size_t)n, " and %u more",
             row->side[side].count - 1);
}

char *changes_line(const struct changes *changes,
                   const struct compare_row *row) {
  const char *file =
      short_names_file(changes->labels[row->named], row->file_row);
  bool moved = row->side[OLD].count > 0 && row->side[NEW].count > 0 &&
               row->side[OLD].line != row->side[NEW].line;
  char number[NUMBER_ROOM], old[NUMBER_ROOM] = "";
  if (row->file_row < 0)
    return memory_copy(file);
  format_number(number, row, row->named);
  if (moved)
    format_number(old, row, OLD);
  return memory_format("%s:%s%s%s%s", file, number, moved ? " (was " : "", old,
                       moved ? ")" : "");
}

/* The line, its function and its text. */
static void put_row(const struct printer *printer,
                    const struct compare_row *row) {
  int at = 0;
  char *line = changes_line(printer->changes, row);
  put_text(printer, &at, line);
  free(line);
  if (row->file_row >= 0) {
    put_text(printer, &at, "  ");
    put_text(printer, &at, *row->function ? row->function : "(no name)");
  }
  putc('\n', printer->out);
  if (row->change == CHANGE_MOVED)
    return;
  if (row->text && *row->text) {
    at = 0;
    put_text(printer, &at, "    ");
    put_text(printer, &at, row->text);
    putc('\n', printer->out);
  }
  for (int i = 0; i < printer->changes->columns->count; i++) {
    enum figure figure = (enum figure)printer->changes->columns->list[i];
    int64_t old = row->side[OLD].figures[figure];
    int64_t new = row->side[NEW].figures[figure];
    if (old != new)
      put_figure(printer, figure_columns[figure].title, old, new,
                 compare_difference(row, figure), figure_columns[figure].unit);
  }
}

/* The rows of one change, of which FIRST is the first; returns how many. */
static size_t put_change(const struct printer *printer, size_t first) {
  static const char *const titles[CHANGES] = {"New", "Gone", "Grown", "Shrunk",
                                              "Moved"};
  const struct comparison *comparison = printer->changes->comparison;
  size_t count = compare_count(comparison, first);
  size_t most = view_rows(printer->changes->view, CHANGES_DEFAULT_ROWS);
  enum change change = comparison->rows[first].change;
  fprintf(printer->out, "\n%s%s: %zu line%s%s%s\n",
          paint(printer, TERMINAL_BOLD), titles[change], count,
          count == 1 ? "" : "s",
          change == CHANGE_MOVED ? " without any other difference" : "",
          paint(printer, TERMINAL_PLAIN));
  for (size_t i = 0; i < count && i < most; i++) {
    if (i == 0 || change != CHANGE_MOVED)
      putc('\n', printer->out);
    put_row(printer, &comparison->rows[first + i]);
  }
  view_print_hidden(printer->changes->view, count > most ? count - most : 0,
                    printer->out);
  return count;
}

/* Says whether lines were compared by their text. */
static void put_text_basis(const struct printer *printer) {
  const struct comparison *comparison = printer->changes->comparison;
  size_t i = 0;
  while (i < comparison->count && comparison->rows[i].basis != BASIS_TEXT)
    i++;
  if (i < comparison->count)
    fputs("\nLines of files that changed are compared by their source text.\n",
          printer->out);
}

/* Says which files' lines were not; the first of many will do. */
static void put_offset_basis(const struct printer *printer) {
  const struct changes *changes = printer->changes;
  size_t files =
      changes->profiles[OLD]->file_count + changes->profiles[NEW]->file_count;
  bool *named = memory_zeroed(files, sizeof *named);
  size_t count = 0;
  for (size_t i = 0; i < changes->comparison->count; i++) {
    const struct compare_row *row = &changes->comparison->rows[i];
    if (row->basis != BASIS_OFFSET || named[row->file_number])
      continue;
    if (count++ == 0)
      fputs("\nThe source text of both runs is not at hand for these files, so "
            "their lines are\ncompared by the distance from the first line of "
            "their function, and those that\nmoved within it differ; "
            "--old-source=DIR and --new-source=DIR say where the text is:\n",
            printer->out);
    named[row->file_number] = true;
    if (count > MAX_NAMED)
      continue;
    int at = 0;
    put_text(printer, &at, "  ");
    put_text(printer, &at, row->file);
    putc('\n', printer->out);
  }
  if (count > MAX_NAMED)
    fprintf(printer->out, "  and %zu more\n", count - MAX_NAMED);
  free(named);
}

void changes_print(const struct changes *changes,
                   const struct terminal *output) {
  struct printer printer = {changes, output, output->out};
  put_profile(&printer, "Old: ", OLD);
  put_profile(&printer, "New: ", NEW);
  put_totals(&printer);
  if (changes->comparison->differences == 0)
    fputs("\nNo line differs.\n", printer.out);
  for (size_t i = 0; i < changes->comparison->count;)
    i += put_change(&printer, i);
  put_text_basis(&printer);
  put_offset_basis(&printer);
}
