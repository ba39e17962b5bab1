/* The rows that CSV and JSON have.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "record.h"

#include "stacks.h"

#include <stdlib.h>

static void add_number(struct record *record, const char *key,
                       int64_t number) {
  record->fields[record->count++] = (struct field){key, NULL, number};
}

static void add_text(struct record *record, const char *key,
                     const char *text) {
  record->fields[record->count++] =
      (struct field){key, text && *text ? text : NULL, FIGURE_NONE};
}

static void add_origin(const struct export_job *job, struct record *record) {
  if (!job->origin)
    return;
  add_text(record, "run", job->run);
  add_text(record, "rank", job->rank);
}

/* LINE is 0 where there is none. */
static void add_where(struct record *record, const char *file,
                      const char *function, int32_t line) {
  add_text(record, "file", file);
  add_text(record, "function", function);
  add_number(record, "line", line ? line : FIGURE_NONE);
}

static void add_figures(const struct export_job *job, struct record *record,
                        const int64_t figures[FIGURES]) {
  for (int i = 0; i < job->columns->count; i++) {
    int figure = job->columns->list[i];
    add_number(record, figure_columns[figure].key,
               figures ? figures[figure] : FIGURE_NONE);
  }
}

static void add_amounts(struct record *record,
                        const int64_t amounts[AMOUNTS]) {
#define AMOUNT(id, key, figure)                                                \
  add_number(record, key, amounts ? amounts[AMOUNT_##id] : FIGURE_NONE);
  PROFILE_AMOUNTS(AMOUNT)
#undef AMOUNT
}

void record_head(const struct export_job *job, struct record *record) {
  record->count = 0;
  add_origin(job, record);
  if (job->paths)
    add_text(record, "path", NULL);
  add_where(record, NULL, NULL, 0);
  if (job->paths) {
    add_amounts(record, NULL);
  } else {
    add_text(record, "inlined_at", NULL);
    add_figures(job, record, NULL);
  }
}

/* PLACE is one of the line's places, of which FIGURES are the sums. */
static bool make_line(const struct export_job *job, struct record *record,
                      const struct place *place,
                      const int64_t figures[FIGURES]) {
  const struct profile *profile = job->profile;
  record->count = 0;
  record->made = job->inlined_at ? profile_inlined_at(profile, place) : NULL;
  if (job->inlined_at && !record->made)
    return false;
  add_origin(job, record);
  add_where(record, profile_file(profile, place->file),
            profile_function(profile, place->function), place->line);
  add_text(record, "inlined_at", record->made);
  add_figures(job, record, figures);
  return true;
}

static bool make_path(const struct export_job *job, struct record *record,
                      struct stacks *stacks, size_t path) {
  const struct paths *paths = job->paths;
  const struct frame *frame = &paths->frames[paths->items[path].frame];
  record->count = 0;
  record->made = NULL;
  const char *text = stacks_text(stacks, (int32_t)path);
  if (!text)
    return false;
  add_origin(job, record);
  add_text(record, "path", text);
  add_where(record, profile_file(paths->profile, frame->file),
            profile_function(paths->profile, frame->function), frame->line);
  add_amounts(record, paths->items[path].amounts);
  return true;
}

static bool each_path(const struct export_job *job,
                      void (*visit)(void *data, const struct record *record),
                      void *data) {
  struct record record;
  struct stacks stacks;
  bool good = stacks_make(job->paths, &stacks);
  for (size_t i = 0; good && i < job->paths->count; i++) {
    size_t row = job->path_order ? job->path_order[i] : i;
    if (!path_is_end(&job->paths->items[row]))
      continue;
    good = make_path(job, &record, &stacks, row);
    if (good)
      visit(data, &record);
  }
  stacks_free(&stacks);
  return good;
}

static bool each_line(const struct export_job *job,
                      void (*visit)(void *data, const struct record *record),
                      void *data) {
  struct record record;
  const struct place *no_line = &job->profile->places[0];
  if (job->no_line) {
    if (!make_line(job, &record, no_line, no_line->figures))
      return false;
    visit(data, &record);
    free(record.made);
  }
  for (size_t i = 0; i < job->lines->count; i++) {
    int64_t figures[FIGURES];
    lines_figures(job->lines, i, figures);
    if (!make_line(job, &record, lines_place(job->lines, i), figures))
      return false;
    visit(data, &record);
    free(record.made);
  }
  return true;
}

bool record_each(const struct export_job *job,
                 void (*visit)(void *data, const struct record *record),
                 void *data) {
  return job->paths ? each_path(job, visit, data)
                    : each_line(job, visit, data);
}
