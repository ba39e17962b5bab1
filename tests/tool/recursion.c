/* Direct recursion: what happens in an inner activation is charged to its own
   lines, not again to the line that it was called from.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void keep(int n) {
    if (n == 0)                /* @keep_if */
        return;
    malloc(10);                /* @keep_alloc */
    keep(n - 1);               /* @keep_call */
}

static void release(int n) {
    char *p = malloc(100);     /* @release_alloc */
    if (n > 1)                 /* @release_if */
        release(n - 1);        /* @release_call */
    free(p);                   /* @release_free */
}

int main(void) {
    keep(5);                   /* @call_keep */
    release(3);                /* @call_release */
    return 0;
}
