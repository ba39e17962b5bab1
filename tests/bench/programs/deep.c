/* deep ROUNDS: a recursion 100,000 calls deep, so many times, with an
   allocation in each call and as many again at the bottom.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

enum { DEPTH = 100000 };

static void *volatile block;

__attribute__((noinline)) static void at_the_bottom(void) {
  for (int i = 0; i < DEPTH; i++) {
    block = malloc(16);
    free(block);
  }
}

__attribute__((noinline)) static void descend(int depth) {
  char *kept = malloc(8);
  if (depth < DEPTH)
    descend(depth + 1);
  else
    at_the_bottom();
  free(kept);
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  for (int round = 0; round < rounds; round++)
    descend(1);
  return 0;
}
