/* OpenMetrics, for Prometheus' textfile collector and GitLab's metrics
   reports: the program's totals, and figures of the lines that allocated or
   freed anything.

   All are gauges, for a run's figures do not go on from those of the last run;
   and readers of the older text format, which know no other suffixes, take
   them as well.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "output/quote.h"

#include <inttypes.h>
#include <string.h>

static const struct {
  enum total total;
  const char *name, *help;
} totals[] = {
    {TOTAL_ALLOCATED, "allocated_bytes", "Bytes allocated"},
    {TOTAL_FREED, "freed_bytes", "Bytes freed"},
    {TOTAL_PEAK_BYTES, "peak_bytes", "The most bytes that were live"},
    {TOTAL_AT_EXIT_BYTES, "at_exit_bytes", "Bytes live at exit"},
    {TOTAL_ALLOCS, "allocated_blocks", "Blocks allocated"},
    {TOTAL_FREES, "freed_blocks", "Blocks freed"},
    {TOTAL_PEAK_BLOCKS, "peak_blocks", "Blocks live at the peak"},
    {TOTAL_AT_EXIT_BLOCKS, "at_exit_blocks", "Blocks live at exit"},
};

#define BYTES "bytes"

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Begins a family of metrics; a unit must be the end of the name. */
static void put_family(FILE *out, const char *name, const char *help) {
  fprintf(out, "# TYPE memline_%s gauge\n", name);
  if (ends_with(name, "_" BYTES))
    fprintf(out, "# UNIT memline_%s " BYTES "\n", name);
  fprintf(out, "# HELP memline_%s %s.\n", name, help);
}

static void put_label(FILE *out, const char *before, const char *name,
                      const char *text) {
  fprintf(out, "%s%s=\"", before, name);
  quote_label(out, text);
  putc('"', out);
}

/* The labels that all metrics have.  Returns what must come before the next
   one. */
static const char *put_origin(const struct export_job *job, FILE *out) {
  const char *before = "{";
  if (job->run) {
    put_label(out, before, "run", job->run);
    before = ",";
  }
  if (job->rank) {
    put_label(out, before, "rank", job->rank);
    before = ",";
  }
  return before;
}

static void put_totals(const struct export_job *job, FILE *out) {
  const struct profile *profile = job->profile;
  for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
    put_family(out, totals[i].name, totals[i].help);
    fprintf(out, "memline_%s", totals[i].name);
    if (*put_origin(job, out) == ',')
      putc('}', out);
    fprintf(out, " %" PRId64 "\n", profile->totals[totals[i].total]);
  }
}

/* Where nobody knows the figure there is no sample either. */
static void put_metric(const struct export_job *job, FILE *out,
                       const char *name, const struct place *place,
                       int64_t value) {
  const struct profile *profile = job->profile;
  if (value == FIGURE_NONE)
    return;
  fprintf(out, "memline_%s", name);
  put_label(out, put_origin(job, out), "file",
            export_file(profile, place->file));
  put_label(out, ",", "function", export_function(profile, place->function));
  fprintf(out, ",line=\"%" PRId32 "\"} %" PRId64 "\n", place->line, value);
}

/* Would the metrics of both lines have the same labels?  Functions of the same
   name can share lines of a header. */
static bool alike(const struct profile *profile, const struct place *a,
                  const struct place *b) {
  return a->line == b->line &&
         strcmp(export_file(profile, a->file), export_file(profile, b->file)) ==
             0 &&
         strcmp(export_function(profile, a->function),
                export_function(profile, b->function)) == 0;
}

/* The figures of line I and of those behind it that are alike; returns the
   first one that is not. */
static size_t add_alike(const struct lines *lines, size_t i,
                        int64_t figures[FIGURES]) {
  const struct place *place = lines_place(lines, i);
  figures_clear(figures);
  for (;
       i < lines->count && alike(lines->profile, place, lines_place(lines, i));
       i++) {
    int64_t more[FIGURES];
    lines_figures(lines, i, more);
    figures_add(figures, more);
  }
  return i;
}

static void put_lines(const struct export_job *job, FILE *out,
                      enum figure figure, const char *name) {
  const struct lines *lines = &job->lines;
  const struct place *no_line = &lines->profile->places[0];
  int64_t figures[FIGURES];
  if (job->no_line &&
      (no_line->figures[FIGURE_ALLOCS] || no_line->figures[FIGURE_FREES]))
    put_metric(job, out, name, no_line, no_line->figures[figure]);
  for (size_t i = 0, next; i < lines->count; i = next) {
    next = add_alike(lines, i, figures);
    if (figures[FIGURE_ALLOCS] || figures[FIGURE_FREES])
      put_metric(job, out, name, lines_place(lines, i), figures[figure]);
  }
}

static void write_openmetrics(const struct export_job *job, FILE *out) {
  put_totals(job, out);
  for (int i = 0; i < job->columns->count; i++) {
    const struct figure_column *column = &figure_columns[job->columns->list[i]];
    bool bytes = column->unit != COLUMN_COUNT;
    char name[64], help[128];
    snprintf(name, sizeof name, "line_%s%s", column->key,
             bytes && !ends_with(column->key, "_" BYTES) ? "_" BYTES : "");
    snprintf(help, sizeof help, "%s of a source line", column->title);
    put_family(out, name, help);
    put_lines(job, out, job->columns->list[i], name);
  }
  fputs("# EOF\n", out);
}

const struct export export_openmetrics = {
    .name = "openmetrics",
    .needs = EXPORT_LINES,
    .columns = EXPORT_ANY,
    .default_columns = "increment,peak,at_peak_bytes,at_exit_bytes",
    .write = write_openmetrics,
};
