/* CSV as RFC 4180 has it, with LF at the end of lines: a header, then a row
   for each line, all sizes in bytes.  The first row is what no line was active
   for and has neither file nor function nor line, so that the self columns
   add up to the program's totals.  mem_usage and peak are empty for lines that
   never ran.  Names are the bytes that the program had.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "quote.h"

#include <stdlib.h>

static void put_figures(const struct export_job *job, FILE *out,
                        const int64_t *figures) {
  for (int i = 0; i < job->columns->count; i++) {
    int64_t value = figures[job->columns->list[i]];
    if (value == FIGURE_NONE)
      putc(',', out);
    else
      fprintf(out, ",%lld", (long long)value);
  }
  putc('\n', out);
}

static bool put_line(const struct export_job *job, FILE *out, size_t line) {
  const struct profile *profile = job->lines->profile;
  const struct place *place = lines_place(job->lines, line);
  int64_t figures[FIGURES];
  quote_csv(out, profile_file(profile, place->file));
  putc(',', out);
  quote_csv(out, profile_function(profile, place->function));
  fprintf(out, ",%d,", place->line);
  if (job->inlined_at) {
    char *text = profile_inlined_at(profile, place);
    if (!text)
      return false;
    quote_csv(out, text);
    free(text);
  }
  lines_figures(job->lines, line, figures);
  put_figures(job, out, figures);
  return true;
}

static bool write_csv(const struct export_job *job, FILE *out) {
  fputs(EXPORT_FILE "," EXPORT_FUNCTION "," EXPORT_LINE "," EXPORT_INLINED_AT,
        out);
  for (int i = 0; i < job->columns->count; i++)
    fprintf(out, ",%s", figure_columns[job->columns->list[i]].key);
  putc('\n', out);
  if (job->no_line) {
    fputs(",,,", out);
    put_figures(job, out, job->lines->profile->places[0].figures);
  }
  for (size_t i = 0; i < job->lines->count; i++)
    if (!put_line(job, out, i))
      return false;
  return true;
}

const struct export export_csv = {.name = "csv", .write = write_csv};
