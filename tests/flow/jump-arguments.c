/* longjmp to a setjmp whose arguments lie on the stack: the stack pointer that
   it restores is then below that of the call that led to the longjmp, and says
   nothing of that call having ended.  Most of all a matter of 32 bits.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back;

static void risky(int i) {               /* @risky */
    malloc(110);
    if (i)
        longjmp(back, 1);                /* @leave */
    malloc(7);
}

int main(int argc, char **argv) {
    (void)argv;
    if (setjmp(back) == 0)
        risky(argc);                     /* @call */
    malloc(3);                           /* @after */
    return 0;                            /* @last */
}
