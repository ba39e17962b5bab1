/* lcov's tracefile, for genhtml and for editors that show coverage: visits as
   hit counts, of the lines that have code.

   The format has no way to write a comma in a function's name: it becomes a
   semicolon.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "base/memory.h"
#include "base/numbers.h"
#include "output/quote.h"

#include <inttypes.h>
#include <stdlib.h>

/* The lines of one file, as rows of job->lines. */
struct range {
  size_t first, end;
};

struct hit {
  int32_t line;
  int64_t count;
};

static int32_t file_of(const struct lines *lines, size_t line) {
  return lines_place(lines, line)->file;
}

static int64_t visits(const struct lines *lines, size_t line) {
  int64_t figures[FIGURES];
  lines_figures(lines, line, figures);
  return figures[FIGURE_OCCURRENCES];
}

static void put_name(FILE *out, const struct profile *profile,
                     int32_t function) {
  quote_without(out, export_function(profile, function), ',', ';');
  putc('\n', out);
}

/* Functions begin at their first line, and each is put in one file: its own. */
static void put_functions(const struct lines *lines, struct range range,
                          FILE *out) {
  const struct profile *profile = lines->profile;
  size_t found = 0, hit = 0;
  int32_t before = -1;
  for (size_t i = range.first; i < range.end; i++) {
    const struct place *place = lines_place(lines, i);
    const struct function *function = &profile->functions[place->function];
    if (place->function == before || function->file != place->file)
      continue;
    before = place->function;
    found++;
    hit += function->calls > 0;
    fprintf(out, "FN:%" PRId32 ",", place->line);
    put_name(out, profile, place->function);
    fprintf(out, "FNDA:%" PRId64 ",", function->calls);
    put_name(out, profile, place->function);
  }
  fprintf(out, "FNF:%zu\nFNH:%zu\n", found, hit);
}

static int compare_hits(const void *a, const void *b) {
  const struct hit *i = a, *j = b;
  return numbers_compare(i->line, j->line);
}

/* A line that several functions share (templates, inlined code) is one. */
static void put_lines(const struct lines *lines, struct range range,
                      FILE *out) {
  size_t count = range.end - range.first, found = 0, hit = 0;
  struct hit *hits = memory_new(count, sizeof *hits);
  for (size_t i = 0; i < count; i++)
    hits[i] = (struct hit){lines_place(lines, range.first + i)->line,
                           visits(lines, range.first + i)};
  qsort(hits, count, sizeof *hits, compare_hits);
  for (size_t i = 0, next; i < count; i = next) {
    int64_t sum = 0;
    for (next = i; next < count && hits[next].line == hits[i].line; next++)
      sum += hits[next].count;
    fprintf(out, "DA:%" PRId32 ",%" PRId64 "\n", hits[i].line, sum);
    found++;
    hit += sum > 0;
  }
  fprintf(out, "LF:%zu\nLH:%zu\n", found, hit);
  free(hits);
}

static void write_lcov(const struct export_job *job, FILE *out) {
  const struct lines *lines = &job->lines;
  struct range range = {0, 0};
  for (; range.first < lines->count; range.first = range.end) {
    int32_t file = file_of(lines, range.first);
    for (range.end = range.first;
         range.end < lines->count && file_of(lines, range.end) == file;)
      range.end++;
    fputs("TN:memline\nSF:", out);
    quote_line(out, export_file(lines->profile, file));
    putc('\n', out);
    put_functions(lines, range, out);
    put_lines(lines, range, out);
    fputs("end_of_record\n", out);
  }
}

const struct export export_lcov = {
    .name = "lcov",
    .needs = EXPORT_LINES,
    .columns = EXPORT_FIXED,
    .write = write_lcov,
};
