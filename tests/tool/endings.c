/* exit() in the middle, with exit handlers; functions before and after main.
   What was open ends there.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *early, *late;

__attribute__((constructor)) static void before(void) {
    early = malloc(100);            /* @before */
}
__attribute__((destructor)) static void after(void) {
    free(early);                    /* @after */
}
static void handler(void) {
    late = malloc(7);               /* @handler */
}

static void leave(void) {
    void *p = malloc(20);           /* @leave_alloc */
    exit(p != NULL ? 3 : 4);        /* @exit */
    free(p);                        /* @unreachable */
}

int main(void) {
    atexit(handler);                /* @atexit */
    malloc(1);                      /* @alloc */
    leave();                        /* @call */
    return 0;                       /* @end */
}
