/* Functions of the program itself that are chosen when it starts, and again
   where it is not position independent.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *small(int n) {              /* @small */
    return malloc(n);                    /* @small_alloc */
}

static void *large(int n) {
    return malloc(n * 1000);             /* @large_alloc */
}

static volatile int wide;

static void *(*choose(void))(int) {      /* @choose */
    return wide ? large : small;
}
void *get(int n) __attribute__((ifunc("choose")));

int main(void) {
    void *(*volatile pointer)(int) = get;
    for (int i = 0; i < 3; i++)
        get(10);                         /* @direct */
    pointer(5);                          /* @indirect */
    return 0;
}
