/* The names of functions, a line each: what a format consists of, and no more.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

static void write_names(const struct export_job *job, FILE *out) {
  for (size_t i = 0; i < job->profile->function_count; i++)
    fprintf(out, "%s\n", export_function(job->profile, (int32_t)i));
}

const struct export export_names = {
    .name = "names",
    .needs = EXPORT_LINES,
    .columns = EXPORT_FIXED,
    .write = write_names,
};
