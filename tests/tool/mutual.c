/* Indirect recursion, and with a third function between.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void odd(int n);
static void even(int n) {
    malloc(10);               /* @even_alloc */
    if (n > 0)
        odd(n - 1);           /* @even_call */
}
static void odd(int n) {
    malloc(100);              /* @odd_alloc */
    if (n > 0)
        even(n - 1);          /* @odd_call */
}

static void first(int n);
static void third(int n) {
    char *p = malloc(1);      /* @third_alloc */
    first(n);                 /* @third_call */
    free(p);                  /* @third_free */
}
static void second(int n) {
    third(n - 1);             /* @second_call */
}
static void first(int n) {
    if (n == 0)
        return;
    second(n);                /* @first_call */
    malloc(1000);             /* @first_alloc */
}

int main(void) {
    even(4);                  /* @call_even */
    first(3);                 /* @call_first */
    return 0;
}
