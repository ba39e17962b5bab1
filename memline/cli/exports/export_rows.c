/* The rows that CSV and JSON have.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export_rows.h"

#include "exports/stacks.h"

#include <stdlib.h>

/* run, rank, file, function, line, and inlined_at or path. */
_Static_assert(COLUMNS_MAX + 6 <= RECORD_FIELDS && AMOUNTS + 6 <= RECORD_FIELDS,
               "a row is a record");

static void add_origin(const struct export_job *job, struct record *record) {
  if (!job->origin)
    return;
  record_add_text(record, "run", job->run);
  record_add_text(record, "rank", job->rank);
}

/* LINE is 0 where there is none. */
static void add_where(struct record *record, const char *file,
                      const char *function, int32_t line) {
  record_add_text(record, "file", file);
  record_add_text(record, "function", function);
  record_add_number(record, "line", line ? line : FIGURE_NONE);
}

static void add_figures(const struct export_job *job, struct record *record,
                        const int64_t figures[FIGURES]) {
  for (int i = 0; i < job->columns->count; i++) {
    int figure = job->columns->list[i];
    record_add_number(record, figure_columns[figure].key,
                      figures ? figures[figure] : FIGURE_NONE);
  }
}

static void add_amounts(struct record *record, const int64_t amounts[AMOUNTS]) {
  for (int i = 0; i < AMOUNTS; i++)
    record_add_number(record, amount_columns[i].key,
                      amounts ? amounts[i] : FIGURE_NONE);
}

void export_rows_head(const struct export_job *job, struct record *record) {
  record->count = 0;
  add_origin(job, record);
  if (job->has & EXPORT_PATHS)
    record_add_text(record, "path", NULL);
  add_where(record, NULL, NULL, 0);
  if (job->has & EXPORT_PATHS) {
    add_amounts(record, NULL);
  } else {
    record_add_text(record, "inlined_at", NULL);
    add_figures(job, record, NULL);
  }
}

static void make_line(const struct export_job *job, struct record *record,
                      const struct place *place, const char *inlined_at,
                      const int64_t figures[FIGURES]) {
  const struct profile *profile = job->profile;
  record->count = 0;
  add_origin(job, record);
  add_where(record, profile_file(profile, place->file),
            profile_function(profile, place->function), place->line);
  record_add_text(record, "inlined_at", inlined_at);
  add_figures(job, record, figures);
}

static void make_path(const struct export_job *job, struct record *record,
                      struct stacks *stacks, size_t path) {
  const struct paths *paths = &job->paths;
  const struct frame *frame = &paths->frames[paths->items[path].frame];
  const char *text = stacks_text(stacks, (int32_t)path);
  record->count = 0;
  add_origin(job, record);
  record_add_text(record, "path", text);
  add_where(record, profile_file(paths->profile, frame->file),
            profile_function(paths->profile, frame->function), frame->line);
  add_amounts(record, paths->ends[path]);
}

static void each_path(const struct export_job *job, export_rows_visit *visit,
                      void *data) {
  struct record record = {.count = 0};
  struct stacks stacks;
  stacks_make(&job->paths, &stacks);
  for (size_t i = 0; i < job->paths.count; i++) {
    size_t row = job->path_order ? job->path_order[i] : i;
    if (!paths_is_end(&job->paths, row))
      continue;
    make_path(job, &record, &stacks, row);
    visit(data, &record);
  }
  stacks_free(&stacks);
}

/* PLACE is one of the line's places, of which FIGURES are the sums. */
static void visit_line(const struct export_job *job, struct record *record,
                       const struct place *place,
                       const int64_t figures[FIGURES], export_rows_visit *visit,
                       void *data) {
  char *inlined_at =
      job->inlined_at ? profile_inlined_at(job->profile, place) : NULL;
  make_line(job, record, place, inlined_at, figures);
  visit(data, record);
  free(inlined_at);
}

static void each_line(const struct export_job *job, export_rows_visit *visit,
                      void *data) {
  struct record record = {.count = 0};
  const struct place *no_line = &job->profile->places[0];
  if (job->no_line)
    visit_line(job, &record, no_line, no_line->figures, visit, data);
  for (size_t i = 0; i < job->lines.count; i++) {
    int64_t figures[FIGURES];
    lines_figures(&job->lines, i, figures);
    visit_line(job, &record, lines_place(&job->lines, i), figures, visit, data);
  }
}

void export_rows_each(const struct export_job *job, export_rows_visit *visit,
                      void *data) {
  if (job->has & EXPORT_PATHS)
    each_path(job, visit, data);
  else
    each_line(job, visit, data);
}
