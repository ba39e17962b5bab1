/* An allocator that is linked in and that the options say to leave alone: what
   it hands out is not counted, and the summary says so.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int main(void) {
    char *p = malloc(10);                   /* @alloc */
    free(p);
    p = malloc(3);                          /* @keep */
    return p == NULL;
}
