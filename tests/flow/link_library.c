/* What link.c calls.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *make(int n) {                   /* @make_enter */
    return malloc(n);                 /* @make_alloc */
}

void unmake(void *p) {
    free(p);                          /* @unmake_free */
}

static int small(int n) {             /* @small */
    return malloc(n) ? 2 : 0;         /* @small_alloc */
}

static int large(int n) {             /* @large */
    return malloc(n * 2) ? 3 : 0;
}

static volatile int wide;

static int (*choose(void))(int) {
    return wide ? large : small;
}
int measure(int n) __attribute__((ifunc("choose")));
