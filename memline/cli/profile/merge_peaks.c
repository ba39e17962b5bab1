/* The peaks that each line has in many profiles.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/merge_peaks.h"

#include "base/grow.h"
#include "base/memory.h"
#include "shared/hash.h"

#include <stdlib.h>
#include <string.h>

struct peak_row {
  struct line_peaks line; /* `worst` is NULL before the first profile */
  int64_t largest;
  int64_t now; /* the largest in the profile that is being added; or NONE */
};

struct wanted_line {
  const struct merge_peaks *peaks;
  int32_t function, file, line;
};

static bool same_line(const void *data, int32_t row) {
  const struct wanted_line *wanted = data;
  const struct line_peaks *line = &wanted->peaks->rows[row].line;
  return line->line == wanted->line && line->function == wanted->function &&
         line->file == wanted->file;
}

/* The row of a line, which may be new. */
static struct peak_row *row_of(struct merge_peaks *peaks, int32_t function,
                               int32_t file, int32_t line) {
  struct wanted_line wanted = {peaks, function, file, line};
  uint64_t hash = index_hash(HASH_START, (uint32_t)function);
  hash = index_hash(hash, (uint64_t)(uint32_t)file << 32 | (uint32_t)line);
  int32_t found = index_find(&peaks->lines, hash, same_line, &wanted);
  if (found >= 0)
    return &peaks->rows[found];
  peaks->rows =
      grow(peaks->rows, peaks->count, &peaks->capacity, sizeof *peaks->rows);
  index_add(&peaks->lines, hash, (int32_t)peaks->count);
  struct peak_row *row = &peaks->rows[peaks->count++];
  *row = (struct peak_row){
      .line = {.function = function, .file = file, .line = line},
      .now = FIGURE_NONE};
  return row;
}

struct wanted_name {
  const struct merge_peaks *peaks;
  const char *name;
};

static bool same_name(const void *data, int32_t row) {
  const struct wanted_name *wanted = data;
  return strcmp(wanted->peaks->names[row], wanted->name) == 0;
}

/* NAME as SUM owns it. */
static const char *keep(struct merge_peaks *peaks, struct profile *sum,
                        const char *name) {
  struct wanted_name wanted = {peaks, name};
  uint64_t hash = hash_more(HASH_START, name, strlen(name));
  int32_t found = index_find(&peaks->by_name, hash, same_name, &wanted);
  if (found >= 0)
    return peaks->names[found];
  peaks->names = grow(peaks->names, peaks->name_count, &peaks->name_capacity,
                      sizeof *peaks->names);
  index_add(&peaks->by_name, hash, (int32_t)peaks->name_count);
  name = arena_string(&sum->names, name, strlen(name));
  return peaks->names[peaks->name_count++] = name;
}

/* What the lines of a profile have there, whatever place they are inlined
   into. */
static void find_largest(struct merge_peaks *peaks,
                         const struct profile *profile,
                         const struct merge_rows_map *rows) {
  for (size_t i = 0; i < peaks->count; i++)
    peaks->rows[i].now = FIGURE_NONE;
  for (size_t i = 1; i < profile->place_count; i++) {
    const struct place *place = &profile->places[i];
    int64_t peak = place->figures[FIGURE_PEAK];
    if (peak == FIGURE_NONE)
      continue;
    struct peak_row *row = row_of(peaks, rows->functions[place->function],
                                  rows->files[place->file], place->line);
    if (peak > row->now)
      row->now = peak;
  }
}

/* Of equal peaks, that of the first name counts. */
static bool add(struct merge_peaks *peaks, struct profile *sum,
                struct peak_row *row, int64_t profiles, int64_t peak_sum,
                const char *name, struct error *error) {
  struct line_peaks *line = &row->line;
  if (__builtin_add_overflow(line->profiles, profiles, &line->profiles) ||
      __builtin_add_overflow(line->peak_sum, peak_sum, &line->peak_sum))
    return error_set(error, "the sum of a line's peaks would be 2^63 or more");
  if (line->worst &&
      (row->now < row->largest ||
       (row->now == row->largest && strcmp(name, line->worst) >= 0)))
    return true;
  row->largest = row->now;
  line->worst = keep(peaks, sum, name);
  return true;
}

static bool add_merged(struct merge_peaks *peaks, struct profile *sum,
                       const struct profile *profile,
                       const struct merge_rows_map *rows, struct error *error) {
  const struct merged *merged = &profile->merged;
  for (size_t i = 0; i < merged->line_count; i++) {
    const struct line_peaks *from = &merged->lines[i];
    struct peak_row *row = row_of(peaks, rows->functions[from->function],
                                  rows->files[from->file], from->line);
    if (row->now != FIGURE_NONE && !add(peaks, sum, row, from->profiles,
                                        from->peak_sum, from->worst, error))
      return false;
  }
  return true;
}

bool merge_peaks_add(struct merge_peaks *peaks, struct profile *sum,
                     const struct profile *profile,
                     const struct merge_rows_map *rows, const char *name,
                     struct error *error) {
  find_largest(peaks, profile, rows);
  if (profile->merged.profiles)
    return add_merged(peaks, sum, profile, rows, error);
  for (size_t i = 0; i < peaks->count; i++) {
    struct peak_row *row = &peaks->rows[i];
    if (row->now != FIGURE_NONE &&
        !add(peaks, sum, row, 1, row->now, name, error))
      return false;
  }
  return true;
}

void merge_peaks_finish(const struct merge_peaks *peaks, struct profile *sum) {
  struct line_peaks *lines = memory_new(peaks->count, sizeof *lines);
  size_t count = 0;
  for (size_t i = 0; i < peaks->count; i++)
    if (peaks->rows[i].line.worst)
      lines[count++] = peaks->rows[i].line;
  sum->merged.lines = lines;
  sum->merged.line_count = count;
}

void merge_peaks_free(struct merge_peaks *peaks) {
  free(peaks->rows);
  free(peaks->names);
  index_free(&peaks->lines);
  index_free(&peaks->by_name);
  memset(peaks, 0, sizeof *peaks);
}
