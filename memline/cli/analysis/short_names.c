/* Short names for people.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "analysis/short_names.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>
#include <string.h>

/* How many bytes at the end two names have in common. */
static size_t common_end(const char *a, const char *b) {
  size_t i = strlen(a), j = strlen(b), n = 0;
  while (n < i && n < j && a[i - n - 1] == b[j - n - 1])
    n++;
  return n;
}

/* Compares from the end, so that names with long common ends are neighbours. */
static int compare_ends(const void *a, const void *b, void *data) {
  const struct profile *profile = data;
  int32_t first = *(const int32_t *)a, second = *(const int32_t *)b;
  const char *x = profile->files[first], *y = profile->files[second];
  size_t i = strlen(x), j = strlen(y), n = common_end(x, y);
  if (n == i || n == j)
    return i != j ? numbers_compare((int64_t)i, (int64_t)j)
                  : numbers_compare(first, second);
  return (unsigned char)x[i - n - 1] - (unsigned char)y[j - n - 1];
}

/* The shortest end of NAME that is more than COMMON bytes, in whole parts. */
static const char *shorten(const char *name, size_t common) {
  const char *start = name + strlen(name) - common;
  if (start > name)
    start--;
  while (start > name && start[-1] != '/')
    start--;
  return start;
}

void short_names_make(const struct profile *profile,
                      struct short_names *labels) {
  size_t count = profile->file_count;
  int32_t *sorted = memory_new(count, sizeof *sorted);
  *labels = (struct short_names){profile, memory_new(count, sizeof(char *))};
  for (size_t i = 0; i < count; i++)
    sorted[i] = (int32_t)i;
  qsort_r(sorted, count, sizeof *sorted, compare_ends, (void *)profile);
  for (size_t i = 0; i < count; i++) {
    const char *name = profile->files[sorted[i]];
    size_t before = i ? common_end(name, profile->files[sorted[i - 1]]) : 0;
    size_t after =
        i + 1 < count ? common_end(name, profile->files[sorted[i + 1]]) : 0;
    labels->files[sorted[i]] = shorten(name, before > after ? before : after);
  }
  free(sorted);
}

void short_names_free(struct short_names *labels) {
  free(labels->files);
  memset(labels, 0, sizeof *labels);
}

const char *short_names_file(const struct short_names *labels, int32_t file) {
  return file < 0 ? PROFILE_NO_LINE : labels->files[file];
}

const char *short_names_function(const struct short_names *labels,
                                 int32_t function) {
  const char *name = profile_function(labels->profile, function);
  return function >= 0 && !*name ? "(no name)" : name;
}

const char *short_names_line(const struct short_names *labels,
                             const struct place *place, struct arena *arena) {
  if (place->file < 0)
    return PROFILE_NO_LINE;
  return arena_format(arena, "%s:%d", labels->files[place->file], place->line);
}

const char *short_names_place(const struct short_names *labels,
                              const struct place *place, struct arena *arena) {
  if (place->file < 0)
    return PROFILE_NO_LINE;
  return arena_format(arena, "%s:%d %s", labels->files[place->file],
                      place->line,
                      short_names_function(labels, place->function));
}
