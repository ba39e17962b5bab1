/* Asks for the size of a block, by a request that the test adds.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdio.h>
#include <stdlib.h>

#include "memline.h"

int main(void) {
  char *block = malloc(1234);
  printf("%lu %lu\n", MEMLINE_BLOCK_SIZE(block), MEMLINE_BLOCK_SIZE(block + 1));
  free(block);
  return 0;
}
