/* Every C entry point of the heap.  Returns which of the checks failed.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

static int misaligned(void *p, uintptr_t alignment) {
    return p == NULL || (uintptr_t)p % alignment != 0;
}

int main(void) {
    void *e = NULL;
    char *a = malloc(100);               /* @malloc */
    char *b = calloc(10, 20);            /* @calloc */
    a = realloc(a, 300);                 /* @grow */
    a = realloc(a, 50);                  /* @shrink */
    char *c = realloc(NULL, 70);         /* @realloc_null */
    c = realloc(c, 0);                   /* @realloc_zero */
    free(NULL);                          /* @free_null */
    void *d = memalign(64, 1000);        /* @memalign */
    int r = posix_memalign(&e, 64, 2000); /* @posix_memalign */
    void *f = aligned_alloc(32, 96);     /* @aligned_alloc */
    void *g = valloc(500);               /* @valloc */
    void *h = malloc(0);                 /* @empty */
    size_t n = malloc_usable_size(a);    /* @usable */
    n += malloc_usable_size(d);
    n += malloc_usable_size(NULL);
    if (c != NULL || r != 0 || h == NULL)
        return 1;
    if (misaligned(d, 64) || misaligned(e, 64) || misaligned(f, 32) ||
        misaligned(g, 4096))
        return 2;
    if (n != 50 + 1000)
        return 3;
    for (int i = 0; i < 200; i++)
        if (b[i] != 0)
            return 4;
    free(a);                             /* @free */
    free(h);                             /* @free_empty */
    return 0;
}
