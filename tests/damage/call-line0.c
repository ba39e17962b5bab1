/* A function that is inlined at line 0, as compilers have it where they have
   merged two calls: its code counts as that of its caller.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static inline __attribute__((always_inline)) void *take(size_t size) {
    return malloc(size);                   /* @take */
}

int main(void) {
    void *p = take(10);                    /* @call */
    free(p);                               /* @free */
    return 0;
}
