/* A program with a malloc of its own: it is replaced like that of libc.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int main(void) {
    char *p = malloc(10);                /* @alloc */
    p = realloc(p, 100);                 /* @grow */
    free(p);                             /* @free */
    calloc(3, 5);                        /* @keep */
    return 0;
}
