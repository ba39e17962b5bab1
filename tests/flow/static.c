/* A static program: nothing can be preloaded, so nothing is counted, and the tool
   says so.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int main(void) {
    char *p = malloc(10);                /* @alloc */
    p = realloc(p, 100);                 /* @grow */
    free(p);                             /* @free */
    malloc(1);                           /* @keep */
    return 0;
}
