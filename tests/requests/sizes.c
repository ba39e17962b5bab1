/* Sizes that no memory has: nothing is counted, and sums stay below what a
   profile can hold.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdint.h>
#include <valgrind/valgrind.h>

static char somewhere[100];

int main(void) {
    const uint64_t much = (uint64_t)1 << 54;
    char *p = somewhere;
    VALGRIND_MALLOCLIKE_BLOCK(p, much * 256, 0, 0);         /* @quarter */
    VALGRIND_MALLOCLIKE_BLOCK(p, much * 512 - 4096, 0, 0);  /* @half */
    VALGRIND_MALLOCLIKE_BLOCK(p + 1, much, 0, 0);           /* @one */
    VALGRIND_MALLOCLIKE_BLOCK(p + 2, much, 0, 0);           /* @two */
    VALGRIND_FREELIKE_BLOCK(p + 1, 0);                      /* @free_one */
    VALGRIND_FREELIKE_BLOCK(p + 2, 0);                      /* @free_two */
    for (int i = 0; i < 1000; i++) {
        VALGRIND_MALLOCLIKE_BLOCK(p + 3, much, 0, 0);       /* @often */
        VALGRIND_FREELIKE_BLOCK(p + 3, 0);                  /* @back */
    }
    VALGRIND_MALLOCLIKE_BLOCK(p + 4, 100, 0, 0);            /* @too_late */
    return 0;
}
