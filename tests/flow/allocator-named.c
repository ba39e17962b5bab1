/* The option that names an allocator which is linked in, as programs need that
   say no to all others.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int main(void) {
    char *p = malloc(10);                   /* @alloc */
    p = realloc(p, 100);                    /* @grow */
    free(p);                                /* @free */
    calloc(3, 5);                           /* @keep */
    return 0;
}
