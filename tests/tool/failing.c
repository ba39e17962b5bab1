/* Requests that cannot be met: they fail, and nothing is counted.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

int main(void) {
    volatile size_t minus_one = -1;
    volatile size_t half = SIZE_MAX / 2;
    int failures = 0;
    void *e = NULL;
    char *p = malloc(10);
    failures += malloc(minus_one) == NULL;          /* @malloc */
    failures += calloc(half, 4) == NULL;            /* @overflow */
    failures += calloc(minus_one, 1) == NULL;       /* @calloc */
    failures += realloc(p, minus_one) == NULL;      /* @realloc */
    failures += memalign(64, minus_one) == NULL;    /* @memalign */
    failures += posix_memalign(&e, 64, minus_one) != 0; /* @posix_memalign */
    failures += aligned_alloc(64, minus_one) == NULL; /* @aligned_alloc */
    free(p);                                        /* @free */
    return failures;
}
