/* Folded stacks, for flame graphs: a line for each call path, outermost frame
   first, with one figure at its end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "exports/stacks.h"
#include "output/digits.h"

static void write_folded(const struct export_job *job, FILE *out) {
  const struct paths *paths = &job->paths;
  struct stacks stacks;
  stacks_make(paths, &stacks);
  for (size_t i = 0; i < paths->count; i++) {
    int64_t value = paths->ends[i][job->amount];
    if (!value)
      continue;
    fputs(stacks_text(&stacks, (int32_t)i), out);
    putc(' ', out);
    digits_put(out, value);
    putc('\n', out);
  }
  stacks_free(&stacks);
}

const struct export export_folded = {
    .name = "folded",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_ONE,
    .default_columns = "at_peak_bytes",
    .write = write_folded,
};
