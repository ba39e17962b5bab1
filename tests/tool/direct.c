/* Uses of the heap, right and wrong: what it hands out is usable, what cannot be
   fails.  Prints what is not so.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 5000 };

static int wrong;

#define EXPECT(condition) \
    ((condition) ? (void)0 : (void)(wrong++, puts("wrong: " #condition)))

static int holds(const unsigned char *p, int byte, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i] != (unsigned char)byte)
            return 0;
    return 1;
}

static void allocate_many(void) {
    static unsigned char *at[MANY + 1];
    for (size_t n = 1; n <= MANY; n++) {
        at[n] = malloc(n);
        EXPECT((uintptr_t)at[n] % (2 * sizeof(void *)) == 0);
        EXPECT(malloc_usable_size(at[n]) == n);
        memset(at[n], (int)n, n);
    }
    for (size_t n = 1; n <= MANY; n++)
        EXPECT(holds(at[n], (int)n, n));
    for (size_t n = MANY; n > 0; n--)
        free(at[n]);
}

static void clear(void) {
    for (size_t n = 1; n <= MANY; n += 97) {
        unsigned char *p = malloc(n), *q;
        memset(p, 0xff, n);
        free(p);
        q = calloc(n, 1);
        EXPECT(malloc_usable_size(q) == n && holds(q, 0, n));
        free(q);
    }
    free(calloc(0, 7));
}

static void resize(void) {
    static const size_t sizes[] = {1,    16,   17,   16,  200, 4096, 4097,
                                   70000, 4096, 5000, 128, 129, 1};
    unsigned char *p = realloc(NULL, 1);
    size_t before = 1;
    memset(p, 42, 1);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        p = realloc(p, sizes[i]);
        EXPECT(holds(p, 42, before < sizes[i] ? before : sizes[i]));
        EXPECT(malloc_usable_size(p) == sizes[i]);
        EXPECT((uintptr_t)p % (2 * sizeof(void *)) == 0);
        memset(p, 42, before = sizes[i]);
    }
    EXPECT(realloc(p, 0) == NULL);
}

static void fail(void) {
    volatile size_t minus_one = -1, half = SIZE_MAX / 2;
    unsigned char *p = malloc(100);
    memset(p, 3, 100);
    errno = 0;
    EXPECT(malloc(minus_one) == NULL);
    printf("errno %d\n", errno);
    EXPECT(calloc(half, 4) == NULL);
    EXPECT(calloc(4, half) == NULL);
    EXPECT(calloc(minus_one, 1) == NULL);
    EXPECT(realloc(p, minus_one) == NULL);
    EXPECT(malloc_usable_size(p) == 100 && holds(p, 3, 100));
    free(p);
}

static void misuse(void) {
    char *volatile p = malloc(50), *volatile q = malloc(5000);
    free(NULL);
    free(p + 16);
    free(q + 16);
    free(&wrong);
    EXPECT(realloc(q + 1, 10) == NULL);
    EXPECT(malloc_usable_size(q + 1) == 0);
    EXPECT(malloc_usable_size(p) == 50 && malloc_usable_size(q) == 5000);
    free(p);
    free(p);
    EXPECT(realloc(p, 10) == NULL);
    free(q);
    free(q);
    p = malloc(0);
    q = malloc(0);
    EXPECT(p != NULL && q != NULL && p != q);
    free(p);
    free(q);
}

int main(void) {
    allocate_many();
    clear();
    resize();
    fail();
    misuse();
    return wrong;
}
