/* An allocator that carves blocks out of one of malloc's: both count, and the
   first begins where malloc's does.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <valgrind/valgrind.h>

static char *arena;
static unsigned used;

static char *carve(unsigned n) {
    char *p = arena + used;
    used += n;
    VALGRIND_MALLOCLIKE_BLOCK(p, n, 0, 0);              /* @carve */
    return p;
}

static inline __attribute__((always_inline)) void give_back(char *p) {
    VALGRIND_FREELIKE_BLOCK(p, 0);                      /* @give_back */
}

int main(void) {
    arena = malloc(1000);                               /* @arena */
    char *a = carve(100);                               /* @a */
    char *b = carve(200);                               /* @b */
    char *c = carve(0);                                 /* @c */
    VALGRIND_RESIZEINPLACE_BLOCK(b, 200, 250, 8);       /* @grow */
    VALGRIND_RESIZEINPLACE_BLOCK(b, 250, 250, 8);       /* @same */
    VALGRIND_RESIZEINPLACE_BLOCK(b, 250, 30, 8);        /* @shrink */
    give_back(a);                                       /* @back */
    arena = realloc(arena, 2000);                       /* @realloc */
    used = 0;
    char *d = carve(7);                                 /* @d */
    free(arena);                                        /* @free */
    give_back(c);                                       /* @back_c */
    VALGRIND_MALLOCLIKE_BLOCK(0, 5, 0, 0);              /* @null */
    VALGRIND_FREELIKE_BLOCK(0, 0);
    VALGRIND_RESIZEINPLACE_BLOCK(0, 5, 6, 0);
    return d == 0;
}
