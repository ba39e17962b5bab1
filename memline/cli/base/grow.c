/* Arrays that grow by doubling.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *grow(void *items, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity)
    return items;
  size_t wanted = *capacity ? *capacity * 2 : 16;
  if (wanted < *capacity || wanted > SIZE_MAX / size)
    return NULL;
  void *grown = realloc(items, wanted * size);
  if (grown)
    *capacity = wanted;
  return grown;
}
