/* longjmp ends the activations that it leaves, and lands in a visit of the
   line that called setjmp.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back;

static void leave(int n) {
    malloc(10);                    /* @alloc */
    if (n == 0)
        longjmp(back, 1);          /* @longjmp */
    leave(n - 1);                  /* @deeper */
}

int main(void) {
    if (setjmp(back) == 0)         /* @setjmp */
        leave(4);                  /* @call */
    malloc(3);                     /* @after */
    return 0;
}
