/* Arrays that grow by doubling, so that adding n items costs O(n) and no size
   that a file claims is ever allocated before the items are there.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_GROW_H
#define MEMLINE_CLI_GROW_H

#include <stddef.h>

/* Makes room for one more item behind COUNT items of SIZE bytes and returns
   the array, which may have moved.  *CAPACITY is in items and 0 at first. */
void *grow(void *items, size_t count, size_t *capacity, size_t size);

#endif
