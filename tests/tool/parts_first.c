#include "parts_rare.h"

static __attribute__((noinline)) void *check(int n) {
    void *p = malloc(n);                           /* @first_warm */
    if (n > 100) {
        rare(p);                                   /* @first_free */
        p = malloc(5);                             /* @first_cold */
        rare(NULL);
    }
    return p;
}

void *first(int n) {
    return check(n);                               /* @first */
}
