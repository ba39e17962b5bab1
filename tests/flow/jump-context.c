/* setcontext as a jump out of several activations of the same stack.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <ucontext.h>

static ucontext_t context;

__attribute__((noinline)) static void resume(int n) {
    malloc(100);                            /* @resume_alloc */
    if (n > 0)
        resume(n - 1);                      /* @again */
    setcontext(&context);                   /* @set */
}

__attribute__((noinline)) static void rounds(void) {
    volatile int round = 0;
    getcontext(&context);                   /* @get */
    malloc(1);                              /* @round */
    if (++round < 4)
        resume(2);                          /* @resume */
}

int main(void) {
    rounds();                               /* @rounds */
    malloc(5);                              /* @last */
    return 0;
}
