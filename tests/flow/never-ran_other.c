#include <stdlib.h>

static volatile int rare;

static void *unseen(int n) {
    return malloc(n);
    return malloc(n + 1);                    /* @other_unseen */
}

static void *inner(int n) {
    if (n < 0) {
        rare = 1;
        return unseen(n);                    /* @inner_never */
    }
    return malloc(n + 5);                    /* @inner */
}

void *get(int n) {
    if (n == 0) {
        rare = 1;
        return calloc(1, 4);                 /* @other_never */
    }
    return inner(n);                         /* @other */
}
