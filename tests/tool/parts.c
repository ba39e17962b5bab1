/* File-local functions of one name in several files, each with a part that is
   seldom executed and lies elsewhere: it belongs to the function of its file,
   whatever it begins with.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "parts_rare.h"

void *first(int n), *second(int n), *third(int n);

__attribute__((cold, noinline)) void rare(void *p) {
    free(p);                                       /* @rare */
}

static __attribute__((noinline)) void *check(int n) {
    void *p = malloc(n);                           /* @main_warm */
    if (n > 100) {
        seldom(p);                                 /* @main_seldom */
        rare(NULL);
        p = malloc(3);                             /* @main_cold */
    }
    return p;
}

int main(void) {
    volatile int little = 10, much = 1000;
    void *a = first(little);                       /* @call_first */
    void *b = second(much);                        /* @call_second */
    void *c = third(much);                         /* @call_third */
    void *d = check(much);                         /* @call_main */
    void *e = first(much);                         /* @again_first */
    return !(a && b && c && d && e);
}
