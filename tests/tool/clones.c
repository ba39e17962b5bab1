/* gcc splits and specialises functions: f.constprop, f.isra, f.part and f.cold
   are f.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

struct pair { int a, b; };

__attribute__((noinline)) static void *constant(int n, int kind) {
    return malloc(kind == 3 ? n + 1 : n);          /* @constant */
}

__attribute__((noinline)) static void *member(const struct pair *p) {
    return malloc(p->a);                           /* @member */
}

__attribute__((cold, noinline)) void rare(void) {
    malloc(1000);                                  /* @rare */
}
__attribute__((noinline)) void *split(int n) {
    void *p = malloc(50);                          /* @split */
    if (n < 0) {
        rare();                                    /* @cold */
        free(p);                                   /* @cold_free */
        rare();                                    /* @cold_again */
        p = NULL;
    }
    return p;
}

static void *maybe(volatile int *n) {
    if (*n == 0)
        return NULL;
    void *p = NULL;
    for (int i = 0; i < *n; i++) {
        free(p);                                   /* @part_free */
        p = malloc(*n + i);                        /* @part */
        free(malloc(*n * i));
        free(malloc(*n - i));
    }
    return p;
}

int main(void) {
    volatile int minus = -1, plus = 1, three = 3;
    struct pair pair = {plus + 7, 2};
    void *p = constant(plus, 3);                   /* @call_constant */
    void *q = constant(plus + 1, 3);
    p = member(&pair);                             /* @call_member */
    q = split(plus);                               /* @warm_call */
    q = split(minus);                              /* @cold_call */
    p = maybe(&three);                             /* @call_maybe */
    q = maybe(&three);
    return p == q && q != NULL;
}
