#include "parts_rare.h"

static __attribute__((noinline)) void *check(int n) {
    void *p = malloc(n + 2);                       /* @third_warm */
    if (n > 100) {
#include "parts_body.h"
    }
    return p;
}

void *third(int n) {
    return check(n);                               /* @third */
}
