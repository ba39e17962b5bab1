/* Frames of no fixed size: alloca, variable length arrays, large ones, and
   functions that realign the stack.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <alloca.h>
#include <stdlib.h>
#include <string.h>

static void *kept;

static void fill(char *at, int n) {
    memset(at, 1, n);
    kept = malloc(1);                       /* @fill */
}

static void area(int n) {                   /* @area */
    for (int i = 0; i < 3; i++) {
        char *p = alloca(n);                /* @alloca */
        fill(p, n);                         /* @fill_alloca */
    }
    malloc(10);                             /* @area_keep */
}

static void array(int n) {
    for (int i = 1; i <= 2; i++) {
        char a[n * i];                      /* @vla */
        fill(a, n * i);                     /* @fill_vla */
        malloc(20);                         /* @vla_keep */
    }
}

static void aligned(int n) {                /* @aligned */
    char a[128] __attribute__((aligned(128)));
    fill(a, n);                             /* @fill_aligned */
    malloc(40);                             /* @aligned_keep */
    if (n > 0)
        aligned(n - 50);                    /* @again */
}

static void large(int n) {                  /* @large */
    char a[3 << 20];                        /* more than one step of the stack */
    fill(a + n, n);                         /* @fill_large */
    malloc(80);                             /* @large_keep */
}

int main(void) {
    area(100);                              /* @call_area */
    area(5000);                             /* @call_area_more */
    array(100);                             /* @call_array */
    aligned(100);                           /* @call_aligned */
    large(1000);                            /* @call_large */
    return 0;
}
