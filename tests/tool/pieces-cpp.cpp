/* What a compiler makes a function of its own is one: the body of an OpenMP
   construct, and each target that a function is made for; in C++.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static char *kept[8];

/* As clang since 17 names them. */
void *third(int n) __asm__("_Z5namedi.omp_outlined");
void *fourth(int n) __asm__("_Z5namedi.omp_outlined.3");

void *third(int n) {
    return malloc(n);                             /* @third */
}

void *fourth(int n) {
    return malloc(n);                             /* @fourth */
}

__attribute__((noinline)) void work(int n) {
    free(malloc(7));                              /* @work */
#pragma omp parallel for num_threads(1)
    for (int i = 0; i < n; i++)
        kept[i] = (char *)malloc(100);            /* @first */
#pragma omp parallel for num_threads(1)
    for (int i = 0; i < n; i++)
        free(kept[i]);                            /* @second */
}

__attribute__((target_clones("default", "avx2"), noinline)) char *fill(int n) {
    char *p = (char *)malloc(n);                  /* @fill */
    for (int i = 0; i < n; i++)
        p[i] = (char)(p[i] + i);
    return p;
}

int main(void) {
    work(8);
    void *a = third(10);
    void *b = fourth(20);
    return !(a && b && fill(50));                 /* @call_fill */
}
