/* The malloc of own-malloc.c.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stddef.h>
#include <string.h>

static char arena[1 << 20];
static size_t used;

void *malloc(size_t n) {                 /* @malloc */
    void *p = arena + used;
    used += (n + 15) & ~(size_t)15;
    return p;
}

void free(void *p) {
}

void *calloc(size_t n, size_t size) {
    return malloc(n * size);
}

void *realloc(void *p, size_t n) {
    return p ? memcpy(malloc(n), p, 10) : malloc(n);
}
