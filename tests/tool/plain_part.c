/* The part of plain.c without line information.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *inner(void *(*make)(int), int n) {
    char *t = malloc(1000);               /* @hidden */
    void *p = make ? make(n) : malloc(1);
    free(t);
    return p;
}

void *through(void *(*make)(int), int n) {
    void *p = inner(make, n);
    if (malloc(3) == NULL)
        abort();
    return p;
}

void drop(void *p) {
    free(p);
}
