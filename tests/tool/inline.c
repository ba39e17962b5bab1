/* Inlined functions have activations like others: their lines, and those that
   they are inlined into, are charged as if they had been called.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

#define INLINED static inline __attribute__((always_inline))

INLINED void *leaf(int n) {
    return malloc(n);            /* @leaf */
}
INLINED void *twice(int n) {
    void *p = leaf(n);           /* @first */
    void *q = leaf(2 * n);       /* @second */
    free(q);                     /* @drop */
    return p;
}
INLINED int loop(int n) {
    int i;
    for (i = 0; i < n; i++)      /* @loop */
        malloc(i);               /* @loop_alloc */
    return i;
}

int main(void) {
    void *a = twice(100);        /* @a */
    void *b = twice(1000);       /* @b */
    void *c = leaf(7);           /* @c */
    int n = loop(5);             /* @d */
    return a == b || b == c || n != 5;
}
