/* Ways through a function: every line's visits, and the live bytes at their
   end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void conditional(void) {
    for (int i = 0; i < 4; i++) {       /* @loop */
        void *p = malloc(100);          /* @alloc */
        volatile int x;
        if (i & 1)                      /* @if */
            free(p);                    /* @then */
        x = i;                          /* @after */
    }
}

static int taken(int value) {
    return malloc(10) != NULL ? value : 0; /* @taken */
}

static void logic(void) {
    volatile int r = 0;
    r = taken(0) && taken(1);           /* @and_short */
    r = taken(1) && taken(1);           /* @and_both */
    r = taken(1) || taken(0);           /* @or_short */
    r = taken(0) || taken(0);           /* @or_both */
    r = taken(r) ? taken(1) : taken(2) + taken(3); /* @choice */
    if (taken(1) &&                     /* @and_first */
        taken(0) &&                     /* @and_second */
        taken(1))                       /* @and_third */
        r = 1;                          /* @and_then */
    if (r < 0)                          /* @else_if */
        r = 2;
    else
        r = taken(4);                   /* @else */
}

static void one_line(void) {
    void *p[3];
    for (int i = 0; i < 3; i++) p[i] = malloc(5); /* @for */
    int n = 3; while (n > 0) free(p[--n]); /* @while */
    do { free(malloc(7)); } while (++n < 3); /* @do */
}

int main(void) {
    conditional();                      /* @call_conditional */
    logic();                            /* @call_logic */
    one_line();                         /* @call_one_line */
    return 0;
}
