/* A block freed twice, one that never was, and a pointer into one: the program
   goes on, and nothing changes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdint.h>
#include <stdlib.h>

static void drop(char *p) {
    free(p);                        /* @drop */
}

int main(void) {
    char *p = malloc(10);           /* @alloc */
    char *q = malloc(20);
    drop(p);                        /* @first */
    drop(p);                        /* @twice */
    free(q + 1);                    /* @inside */
    free((void *)(uintptr_t)4096);  /* @wild */
    free(q);                        /* @free */
    return 5;
}
