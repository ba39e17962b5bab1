/* Functions whose first instructions have no line: up to the second statement
   of one, to the second call of the other.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *late(int n) {
    n++;
    return malloc(n);                      /* @late */
}

static void *later(int n) {
    free(malloc(n));                       /* @early */
    return malloc(n);                      /* @later */
}

static void *(*volatile through)(int) = later;

int main(void) {
    for (int i = 0; i < 2; i++) {
        free(late(9));                     /* @call */
        free(later(20));                   /* @direct */
        through(20);                       /* @through */
    }
    return 0;
}
