/* setjmp and longjmp on one line: no jump within the line, no new visit.  And
   a loop that is left and entered again by longjmp.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf here, loop;

static void bounce(void) {
    volatile int n = 0;
    if (setjmp(here) < 3) malloc(10), longjmp(here, ++n); /* @bounce */
    malloc(1);                                            /* @bounced */
}

static void risky(int i) {
    void *p = malloc(100);               /* @alloc */
    if (i % 2 == 1)
        longjmp(loop, 1);                /* @leave */
    free(p);                             /* @free */
}

int main(void) {
    bounce();                            /* @call */
    for (volatile int i = 0; i < 6; i++) /* @loop */
        if (setjmp(loop) == 0)           /* @setjmp */
            risky(i);                    /* @risky */
        else
            malloc(7);                   /* @failed */
    return 0;
}
