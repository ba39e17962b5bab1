/* Cachegrind's format, for cg_annotate, cg_diff and cg_merge: the lines that
   ran, with any figures that can be added up.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "output/quote.h"

#include <inttypes.h>

/* The format has no way to leave out a figure but for all lines. */
static void put_events(const struct export_job *job, FILE *out) {
  fputs("\nevents:", out);
  for (int i = 0; i < job->columns->count; i++)
    if (!job->profile->lacks[job->columns->list[i]])
      fprintf(out, " %s", figure_columns[job->columns->list[i]].key);
  putc('\n', out);
}

static void put_figures(const struct export_job *job, FILE *out,
                        const int64_t figures[FIGURES]) {
  for (int i = 0; i < job->columns->count; i++)
    if (!job->profile->lacks[job->columns->list[i]])
      fprintf(out, " %" PRId64, figures[job->columns->list[i]]);
  putc('\n', out);
}

/* Begins the lines of another function or file. */
static void put_function(const struct export_job *job, FILE *out,
                         const struct place *place) {
  const struct profile *profile = job->profile;
  fputs("fl=", out);
  quote_line(out, export_file(profile, place->file));
  fputs("\nfn=", out);
  quote_line(out, export_function(profile, place->function));
  putc('\n', out);
}

static void put_line(const struct export_job *job, FILE *out,
                     const struct place *place, const struct place *before,
                     const int64_t figures[FIGURES]) {
  if (!before || before->file != place->file ||
      before->function != place->function)
    put_function(job, out, place);
  fprintf(out, "%" PRId32, place->line);
  put_figures(job, out, figures);
}

static void write_cachegrind(const struct export_job *job, FILE *out) {
  const struct lines *lines = &job->lines;
  const struct place *place, *before = NULL;
  int64_t figures[FIGURES], sums[FIGURES];
  figures_clear(sums);
  fputs("desc: memline ", out);
  quote_line(out, lines->profile->tool);
  fputs("\ncmd: ", out);
  export_put_command(lines->profile, out, quote_line);
  put_events(job, out);
  if (job->no_line) {
    place = &lines->profile->places[0];
    put_line(job, out, place, NULL, place->figures);
    figures_add(sums, place->figures);
  }
  for (size_t i = 0; i < lines->count; i++) {
    lines_figures(lines, i, figures);
    if (figures[FIGURE_OCCURRENCES] == 0)
      continue;
    place = lines_place(lines, i);
    put_line(job, out, place, before, figures);
    figures_add(sums, figures);
    before = place;
  }
  fputs("summary:", out);
  put_figures(job, out, sums);
}

const struct export export_cachegrind = {
    .name = "cachegrind",
    .needs = EXPORT_LINES,
    .columns = EXPORT_SUMS,
    .default_columns = "self_allocated,self_allocs,self_freed,self_frees,"
                       "at_peak_bytes,at_peak_blocks,at_exit_bytes,"
                       "at_exit_blocks,occurrences",
    .write = write_cachegrind,
};
