/* JSON: an array with an object for each line, with the keys and the order
   that CSV has, and null where a CSV cell is empty.  Bytes of names that are
   not UTF-8 are written as in a profile (docs/format.md).

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "quote.h"

#include <stdlib.h>

/* The empty text is no name, and so null. */
static void put_text(FILE *out, const char *text) {
  if (!*text) {
    fputs("null", out);
    return;
  }
  quote_json(out, text);
}

static void put_figures(const struct export_job *job, FILE *out,
                        const int64_t *figures) {
  for (int i = 0; i < job->columns->count; i++) {
    enum figure figure = job->columns->list[i];
    fprintf(out, ", \"%s\": ", figure_columns[figure].key);
    if (figures[figure] == FIGURE_NONE)
      fputs("null", out);
    else
      fprintf(out, "%lld", (long long)figures[figure]);
  }
  putc('}', out);
}

/* LINE is 0 for the row that has none. */
static void put_row(const struct export_job *job, FILE *out, const char *file,
                    const char *function, int32_t line, const char *inlined_at,
                    const int64_t *figures) {
  fputs("{\"" EXPORT_FILE "\": ", out);
  put_text(out, file);
  fputs(", \"" EXPORT_FUNCTION "\": ", out);
  put_text(out, function);
  if (line)
    fprintf(out, ", \"" EXPORT_LINE "\": %d", line);
  else
    fputs(", \"" EXPORT_LINE "\": null", out);
  fputs(", \"" EXPORT_INLINED_AT "\": ", out);
  put_text(out, inlined_at);
  put_figures(job, out, figures);
}

static bool put_line(const struct export_job *job, FILE *out, size_t line) {
  const struct profile *profile = job->lines->profile;
  const struct place *place = lines_place(job->lines, line);
  int64_t figures[FIGURES];
  char *text = job->inlined_at ? profile_inlined_at(profile, place) : NULL;
  if (job->inlined_at && !text)
    return false;
  lines_figures(job->lines, line, figures);
  put_row(job, out, profile_file(profile, place->file),
          profile_function(profile, place->function), place->line,
          text ? text : "", figures);
  free(text);
  return true;
}

static bool write_json(const struct export_job *job, FILE *out) {
  const char *before = "[\n";
  if (job->no_line) {
    fputs(before, out);
    before = ",\n";
    put_row(job, out, "", "", 0, "", job->lines->profile->places[0].figures);
  }
  for (size_t i = 0; i < job->lines->count; i++) {
    fputs(before, out);
    before = ",\n";
    if (!put_line(job, out, i))
      return false;
  }
  fputs(*before == '[' ? "[]\n" : "\n]\n", out);
  return true;
}

const struct export export_json = {.name = "json", .write = write_json};
