/* contexts COUNT: allocates at the end of so many different call paths, and
   comes back to each of them 50 times.

   A path is a decimal number: each digit chooses one of ten lines that make
   the next call.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

enum { DIGITS = 5, ROUNDS = 50 };

static void *volatile block;

__attribute__((noinline)) static void walk(long path, int digits) {
  if (digits == 0) {
    free(block = malloc(16));
    return;
  }
  switch (path % 10) {
  case 0: walk(path / 10, digits - 1); break;
  case 1: walk(path / 10, digits - 1); break;
  case 2: walk(path / 10, digits - 1); break;
  case 3: walk(path / 10, digits - 1); break;
  case 4: walk(path / 10, digits - 1); break;
  case 5: walk(path / 10, digits - 1); break;
  case 6: walk(path / 10, digits - 1); break;
  case 7: walk(path / 10, digits - 1); break;
  case 8: walk(path / 10, digits - 1); break;
  case 9: walk(path / 10, digits - 1); break;
  }
}

/* Touches memory that stays: Valgrind needs more when it starts than later, and
   the largest resident set should be that of the loops below. */
static void settle(void) {
  static volatile char ballast[64 << 20];
  for (size_t i = 0; i < sizeof ballast; i += 4096)
    ballast[i] = 1;
}

int main(int argc, char **argv) {
  settle();
  long count = argc > 1 ? atol(argv[1]) : 1;
  for (int round = 0; round < ROUNDS; round++)
    for (long path = 0; path < count; path++)
      walk(path, DIGITS);
  return 0;
}
