/* Folded stacks, for flame graphs: a line for each call path, outermost frame
   first, with one figure at its end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include <inttypes.h>
#include <stdlib.h>

static bool write_folded(const struct export_job *job, FILE *out) {
  const struct paths *paths = job->paths;
  for (size_t i = 0; i < paths->count; i++) {
    int64_t value = paths->items[i].amounts[job->amount];
    if (!value)
      continue;
    char *label = path_label(paths, (int32_t)i);
    if (!label)
      return false;
    fprintf(out, "%s %" PRId64 "\n", label, value);
    free(label);
  }
  return true;
}

const struct export export_folded = {
    .name = "folded",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_ONE,
    .default_columns = "at_peak_bytes",
    .write = write_folded,
};
