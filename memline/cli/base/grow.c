/* Arrays that grow by doubling.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/grow.h"

#include "base/memory.h"

void *grow(void *items, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity)
    return items;
  size_t wanted = *capacity ? *capacity * 2 : 16;
  if (wanted < *capacity)
    memory_exhausted();
  *capacity = wanted;
  return memory_resize(items, wanted, size);
}
