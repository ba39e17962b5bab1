/* Which items have the most of something.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/largest.h"

#include "base/memory.h"
#include "base/numbers.h"

#include <stdlib.h>

/* Values lie beside the numbers: sorting looks at them all the time. */
struct ranked {
  int64_t value;
  size_t number;
};

static int compare(const void *a, const void *b) {
  const struct ranked *i = a, *j = b;
  int result = numbers_compare(j->value, i->value);
  return result ? result
                : numbers_compare((int64_t)i->number, (int64_t)j->number);
}

size_t *largest_first(const int64_t *value, size_t stride, size_t count) {
  struct ranked *ranked = memory_new(count, sizeof *ranked);
  size_t *numbers = memory_new(count, sizeof *numbers);
  const char *at = (const char *)value;
  for (size_t i = 0; i < count; i++, at += stride)
    ranked[i] = (struct ranked){*(const int64_t *)(const void *)at, i};
  qsort(ranked, count, sizeof *ranked, compare);
  for (size_t i = 0; i < count; i++)
    numbers[i] = ranked[i].number;
  free(ranked);
  return numbers;
}
