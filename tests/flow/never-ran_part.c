#include <stdlib.h>

void *unseen(int n) {
    return malloc(n);                        /* @part_unseen */
}

void *get(int n) {
    if (n == 0)
        return unseen(n);                    /* @part_never */
    return malloc(n);                        /* @part */
}
