#include "parts_rare.h"

static __attribute__((noinline)) void *check(int n) {
    void *p = malloc(n + 1);                       /* @second_warm */
    if (n > 100) {
        seldom(p);                                 /* @second_seldom */
        p = malloc(6);                             /* @second_cold */
        rare(NULL);
    }
    return p;
}

void *second(int n) {
    return check(n);                               /* @second */
}
