#include <stdlib.h>

static volatile int rare;

void *unseen(int n) {
    return malloc(n);                        /* @part_unseen */
}

void *get(int n) {
    if (n == 0) {
        rare = 1;
        return unseen(n);                    /* @part_never */
    }
    return malloc(n);                        /* @part */
}
