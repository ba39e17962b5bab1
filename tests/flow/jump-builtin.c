/* The compiler's own setjmp and longjmp.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *back[5];

__attribute__((noinline)) static void leave(int n) {
    malloc(n);                              /* @leave_alloc */
    if (n > 1)
        leave(n - 1);                       /* @deeper */
    __builtin_longjmp(back, 1);             /* @jump */
}

__attribute__((noinline)) static void attempt(void) {
    malloc(10);                             /* @before */
    if (__builtin_setjmp(back) == 0)
        leave(4);                           /* @leave */
    else
        malloc(20);                         /* @landed */
}

int main(void) {
    for (int i = 0; i < 3; i++)
        attempt();                          /* @attempt */
    malloc(5);                              /* @last */
    return 0;
}
