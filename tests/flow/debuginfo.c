/* The same figures from every kind of debug information.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static inline __attribute__((always_inline)) void *get(int n) {
    return malloc(n);                    /* @inlined */
}

__attribute__((noinline)) static void *work(int n) {
    void *p = get(n);                    /* @work */
    free(malloc(n + 1));                 /* @spike */
    return p;
}

int main(void) {
    for (int i = 0; i < 3; i++)
        work(100);                       /* @call */
    malloc(1);                           /* @keep */
    return 0;
}
