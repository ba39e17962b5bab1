/* live-blocks COUNT: so many blocks of 24 bytes, all live at once.

   They are freed in another order than they were made, as in most programs:
   list by list.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

enum { LISTS = 1009 };

struct block {
  struct block *next;
  long payload[2];
};

/* Touches memory that stays: Valgrind needs more when it starts than later, and
   the largest resident set should be that of the loops below. */
static void settle(void) {
  static volatile char ballast[64 << 20];
  for (size_t i = 0; i < sizeof ballast; i += 4096)
    ballast[i] = 1;
}

int main(int argc, char **argv) {
  settle();
  static struct block *lists[LISTS];
  long count = argc > 1 ? atol(argv[1]) : 1;
  for (long i = 0; i < count; i++) {
    struct block *block = malloc(sizeof *block);
    block->next = lists[i % LISTS];
    block->payload[0] = i;
    lists[i % LISTS] = block;
  }
  for (int i = 0; i < LISTS; i++)
    while (lists[i]) {
      struct block *block = lists[i];
      lists[i] = block->next;
      free(block);
    }
  return 0;
}
