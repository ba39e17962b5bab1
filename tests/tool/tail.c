/* A tail call ends the activation that makes it: what happens in its target
   is the caller's.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

__attribute__((noinline)) static void *direct(int n) {
    return malloc(n);                 /* @direct */
}
__attribute__((noinline)) static void *again(int n) {
    malloc(1);                        /* @again_alloc */
    return direct(n + 1);             /* @again */
}
static void *(*volatile chosen)(int) = again;
__attribute__((noinline)) static void *indirect(int n) {
    void *(*f)(int) = chosen;
    malloc(1000);                     /* @indirect_alloc */
    return f(n);                      /* @indirect */
}
__attribute__((noinline)) static int count(int n) {
    void *p = malloc(5);              /* @count_alloc */
    if (n == 0)
        return p != NULL;
    return count(n - 1);              /* @count */
}
static volatile int three = 3;

int main(void) {
    void *p = direct(10);             /* @call_direct */
    void *q = again(20);              /* @call_again */
    void *r = indirect(30);           /* @call_indirect */
    count(three);                     /* @call_count */
    return p == q || q == r;
}
