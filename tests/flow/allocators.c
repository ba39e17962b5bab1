/* Other allocators in the place of libc's, in a library or linked in: counted
   without an option.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

static void *make(int n) {
    return malloc(n);                       /* @make */
}

int main(void) {                            /* @main */
    for (int i = 0; i < 3; i++) {
        char *p = make(10);                 /* @call */
        memset(p, 1, malloc_usable_size(p));
        p = realloc(p, 100);                /* @grow */
        free(p);                            /* @free */
        calloc(3, 5);                       /* @clear */
    }
    void *at = NULL;
    posix_memalign(&at, 256, 1000);         /* @align */
    free(at);                               /* @free_aligned */
    at = aligned_alloc(64, 64);             /* @aligned */
    free(strdup("twelve bytes"));           /* @copy */
    return at == NULL;
}
