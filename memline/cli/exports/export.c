/* The table of formats, and what several of them need.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "base/memory.h"

#include <stdlib.h>

const struct export *const exports[] = {
#define ADDRESS(name, file, use) &export_##name,
    EXPORTS(ADDRESS) NULL,
#undef ADDRESS
};

void export_job_free(struct export_job *job) {
  lines_free(&job->lines);
  paths_free(&job->paths);
  free(job->path_order);
}

const char *export_function(const struct profile *profile, int32_t function) {
  const char *name = profile_function(profile, function);
  return function < 0 ? PROFILE_NO_LINE : *name ? name : "???";
}

const char *export_file(const struct profile *profile, int32_t file) {
  const char *name = profile_file(profile, file);
  return *name ? name : "???";
}

const char *export_file_of(const struct profile *profile, int32_t function) {
  return export_file(profile,
                     function < 0 ? -1 : profile->functions[function].file);
}

void export_put_command(const struct profile *profile, FILE *out,
                        void (*quote)(FILE *, const char *)) {
  char *text;
  size_t length;
  FILE *joined = memory_stream(&text, &length);
  for (size_t i = 0; i < profile->command_count; i++)
    fprintf(joined, "%s%s", i ? " " : "", profile->command[i]);
  memory_stream_close(joined);
  quote(out, text);
  free(text);
}

enum figure export_figure(enum amount amount) {
  return amount_columns[amount].self;
}

int export_amount(enum figure figure) {
  for (int i = 0; i < AMOUNTS; i++)
    if (amount_columns[i].self == figure ||
        amount_columns[i].inclusive == figure)
      return i;
  return -1;
}
