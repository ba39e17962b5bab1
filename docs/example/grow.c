/* The bundled example: each call of grow() keeps one block, has a second one
   for a moment, and main frees what was kept.  Compiled with gcc -g -O0.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

/* Returns a block of n bytes, for the caller to free. */

int *grow(int n) {
    int *p = malloc(n);
    char *t = malloc(1000);
    free(t);
    return p;
}
int main(void) {
    int *a[4];
    for (int i = 0; i < 4; i++)
        a[i] = grow(100);
    for (int i = 0; i < 4; i++) free(a[i]);
    return 0;
}
