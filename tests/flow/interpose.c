/* A preloaded library that wraps malloc and free: its functions stand between
   the program's lines and the heap.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void work(int n) {             /* @work */
    void *p = malloc(n);              /* @alloc */
    p = realloc(p, 2 * n);            /* @grow */
    free(p);                          /* @free */
    malloc(1);                        /* @keep */
}

int main(void) {
    for (int i = 0; i < 4; i++)       /* @loop */
        work(100);                    /* @call */
    return 0;
}
