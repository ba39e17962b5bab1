/* Tail calls: direct, indirect and mutual ones end their function's activation,
   so what they lead to belongs to the line that called the first.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

#define KEEP __attribute__((noinline, noclone))

static void *kept[64];
static int n_kept;

KEEP static void store(void *p) {
    kept[n_kept++] = p;
}

KEEP static int last(int n) {
    store(malloc(n));                   /* @last */
    return n + 1;
}

KEEP static int direct(int n) {
    store(malloc(1));                   /* @before_direct */
    return last(n);                     /* @direct */
}

static int (*volatile through)(int) = direct;

KEEP static int indirect(int n) {
    store(malloc(2));                   /* @before_indirect */
    return through(n + 10);             /* @indirect */
}

static int odd(int n);

KEEP static int even(int n) {
    store(malloc(4));                   /* @even */
    return n == 0 ? 1 : odd(n - 1);     /* @to_odd */
}

KEEP static int odd(int n) {
    store(malloc(8));                   /* @odd */
    return n == 0 ? 0 : even(n - 1);    /* @to_even */
}

int main(void) {
    int sum = direct(100);              /* @call_direct */
    sum += indirect(200);               /* @call_indirect */
    sum += even(7);                     /* @call_even */
    return sum == 101 + 211 ? 0 : 1;    /* @end */
}
