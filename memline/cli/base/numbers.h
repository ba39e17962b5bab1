/* Numbers in order.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_NUMBERS_H
#define MEMLINE_CLI_NUMBERS_H

#include <stdint.h>

/* Below 0, 0 or above, as A is less than B, the same or more: for qsort(). */
static inline int numbers_compare(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

#endif
