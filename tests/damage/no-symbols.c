/* Functions that have lines and no symbols, called in all ways: nothing but
   control that gets there tells where they begin.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *kept;

static void leaf(int n) {
    free(malloc(n));                       /* @leaf */
}

static int order(const void *a, const void *b) {
    kept = realloc(kept, 50);              /* @order */
    return *(const int *)a - *(const int *)b;
}

static void (*volatile through)(int) = leaf;

static void outer(int n) {
    char *p = malloc(n);                   /* @outer */
    through(n);                            /* @through */
    leaf(n);                               /* @direct */
    free(p);                               /* @outer_free */
}

static void (*volatile start)(int) = outer;

int main(void) {
    int numbers[] = {2, 1};
    for (int i = 0; i < 3; i++)
        start(100);                        /* @start */
    leaf(10);                              /* @call */
    qsort(numbers, 2, sizeof *numbers, order); /* @sort */
    return numbers[0] != 1;
}
