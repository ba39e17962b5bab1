/* What the link puts into main.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *take(int n) {
    free(malloc(n + 1));                 /* @spike */
    return malloc(n);                    /* @alloc */
}

int sum(void **at, int n) {
    int live = 0;
    for (int i = 0; i < n; i++) {
        live += at[i] != NULL;
        free(at[i]);                     /* @free */
    }
    return live;
}
