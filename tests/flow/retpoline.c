/* Calls and jumps through a register that are made of a return: the function
   calls its own middle and overwrites the return address.  And assembly with a
   subroutine inside a function.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

typedef void *maker(int);

static void *volatile kept;

static void *small(int n) {
    return malloc(n);                           /* @small */
}

static void *large(int n) {
    void *p = malloc(1000);                     /* @large */
    free(malloc(n));                            /* @spike */
    return p;
}

static maker *volatile makers[] = {small, large};

static void *make(int i) {
    if (i < 0)                                  /* @test */
        return NULL;                            /* @early */
    void *p = makers[i & 1](100);               /* @call */
    kept = p;                                   /* @keep */
    return p;                                   /* @back */
}

static void *pass(int i) {
    kept = NULL;                                /* @clear */
    return makers[i & 1](10);                   /* @pass */
}

static void *(*volatile down)(int);

static void *deeper(int n) {
    kept = malloc(1);                           /* @one */
    if (n > 0)                                  /* @more */
        down(n - 1);                            /* @again */
    return kept;                                /* @end */
}

void local_calls(void);

int main(void) {
    down = deeper;
    for (int i = -2; i < 4; i++)                /* @loop */
        free(make(i));                          /* @made */
    for (int i = 0; i < 4; i++)
        pass(i);                                /* @passed */
    deeper(3);                                  /* @down */
    for (int i = 0; i < 5; i++)
        local_calls();                          /* @local */
    return 0;
}
