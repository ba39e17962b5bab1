/* One profile in memory.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/profile.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct figure_column figure_columns[FIGURES] = {
#define ROW(id, key, title, unit, join, scope, stored, since, whole,           \
            companion, meaning)                                                \
  {key,   title,         COLUMN_##unit,      JOIN_##join, SCOPE_##scope,       \
   since, TOTAL_##whole, FIGURE_##companion, meaning},
    PROFILE_FIGURES(ROW)
#undef ROW
};

const struct total_column total_columns[TOTALS] = {
#define ROW(id, key, title, unit, join, meaning)                               \
  {key, title, COLUMN_##unit, JOIN_##join},
    PROFILE_TOTALS(ROW)
#undef ROW
};

const struct amount_column amount_columns[AMOUNTS] = {
#define ROW(id, key, title, unit, join, stored, self, inclusive, meaning)      \
  {key, title, COLUMN_##unit, JOIN_##join, FIGURE_##self, FIGURE_##inclusive},
    PROFILE_AMOUNTS(ROW)
#undef ROW
};

void profile_free(struct profile *profile) {
  arena_free(&profile->names);
  free(profile->merged.lines);
  free(profile->command);
  free(profile->functions);
  free(profile->places);
  free(profile->contexts);
  free(profile->lives);
  free(profile->sizes);
  free(profile->files);
  free(profile->digests);
  memset(profile, 0, sizeof *profile);
}

int line_peaks_compare(const struct line_peaks *a, const struct line_peaks *b) {
  if (a->function != b->function)
    return numbers_compare(a->function, b->function);
  if (a->file != b->file)
    return numbers_compare(a->file, b->file);
  return numbers_compare(a->line, b->line);
}

int size_class_compare(const struct size_class *a, const struct size_class *b) {
  if (a->place != b->place)
    return numbers_compare(a->place, b->place);
  return numbers_compare(a->bits, b->bits);
}

static int compare_lines(const void *a, const void *b) {
  return line_peaks_compare(a, b);
}

const struct line_peaks *profile_peaks(const struct profile *profile,
                                       const struct place *place) {
  const struct merged *merged = &profile->merged;
  struct line_peaks wanted = {
      .function = place->function, .file = place->file, .line = place->line};
  return merged->line_count
             ? bsearch(&wanted, merged->lines, merged->line_count,
                       sizeof wanted, compare_lines)
             : NULL;
}

char *profile_inlined_at(const struct profile *profile,
                         const struct place *place) {
  char *text;
  size_t length;
  FILE *out = memory_stream(&text, &length);
  int32_t outer = place->outer;
  for (int depth = 0; outer >= 0 && depth < 100; depth++) {
    const struct place *caller = &profile->places[outer];
    fprintf(out, "%s%s:%d", depth ? " > " : "",
            profile_file(profile, caller->file), caller->line);
    outer = caller->outer;
  }
  if (outer >= 0)
    fputs(" > ...", out);
  memory_stream_close(out);
  return text;
}

void figures_clear(int64_t figures[FIGURES]) {
  for (int i = 0; i < FIGURES; i++)
    figures[i] = figure_columns[i].join == JOIN_LARGEST ? FIGURE_NONE : 0;
}

void figures_add(int64_t to[FIGURES], const int64_t figures[FIGURES]) {
  for (int i = 0; i < FIGURES; i++) {
    if (figure_columns[i].join == JOIN_LARGEST)
      /* FIGURE_NONE is below every number. */
      to[i] = figures[i] > to[i] ? figures[i] : to[i];
    else if (to[i] == FIGURE_NONE || figures[i] == FIGURE_NONE)
      to[i] = FIGURE_NONE;
    else
      to[i] += figures[i];
  }
}
