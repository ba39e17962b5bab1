/* Recursion a hundred thousand deep, and many blocks from one line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void descend(int n) {
    void *p = malloc(10);           /* @alloc */
    if (n > 1)                      /* @if */
        descend(n - 1);             /* @call */
    free(p);                        /* @free */
}

static void *blocks[20000];

int main(void) {
    descend(100000);                /* @descend */
    for (int i = 0; i < 20000; i++) /* @loop */
        blocks[i] = malloc(i % 7);  /* @many */
    for (int i = 19999; i >= 0; i -= 2)
        free(blocks[i]);            /* @some */
    return 0;
}
