/* Alignments beyond what Valgrind gives: the blocks are as usable as others.
   What no memory has is refused.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MIB = 1 << 20 };

/* Whether N bytes at P are aligned to A and can be written to. */
static int usable(void *p, size_t a, size_t n) {
    if (p == NULL || (uintptr_t)p % a != 0 || malloc_usable_size(p) != n)
        return 0;
    memset(p, 42, n);
    return 1;
}

int main(void) {
    volatile size_t half = SIZE_MAX / 2;
    void *p = NULL, *none = NULL;
    int good = 0;
    char *first = malloc(100);                                  /* @first */
    good += posix_memalign(&p, 32 * MIB, MIB) == 0;             /* @posix */
    good += usable(p, 32 * MIB, MIB);
    p = realloc(p, MIB + 1);                                    /* @grown */
    good += ((char *)p)[MIB - 1] == 42;
    good += usable(p, 8, MIB + 1);
    free(p);                                                    /* @free_grown */
    p = aligned_alloc(64 * MIB, 10);                            /* @aligned */
    good += usable(p, 64 * MIB, 10);
    char *q = memalign(17 * MIB, 3);                            /* @rounded_up */
    good += usable(q, 32 * MIB, 3);
    q = realloc(q, 2);                                          /* @shrunk */
    good += q[1] == 42;
    free(p);                                                    /* @free_aligned */
    free(q);                                                    /* @free_shrunk */
    good += posix_memalign(&none, 48 * MIB, 10) == EINVAL;      /* @odd */
    good += posix_memalign(&none, half + 1, 10) == ENOMEM;      /* @half */
    good += posix_memalign(&none, 32 * MIB, half) == ENOMEM;    /* @both */
    good += aligned_alloc(half + 1, half) == NULL;              /* @most */
    good += memalign(-8, 8) == NULL;                            /* @wraps */
    free(first);                                                /* @free_first */
    return good;
}
