/* longjmp into an outer activation of the same function: the inner ones end,
   and the outer one goes on at its setjmp.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back[4];

static void walk(int n) {            /* @walk */
    malloc(10);                      /* @enter */
    if (setjmp(back[n]) != 0) {      /* @setjmp */
        malloc(5);                   /* @landed */
        return;                      /* @return */
    }
    if (n == 3)                      /* @test */
        longjmp(back[1], 1);         /* @longjmp */
    walk(n + 1);                     /* @deeper */
    malloc(2);                       /* @after */
}                                    /* @end */

int main(void) {
    for (int i = 0; i < 3; i++)      /* @loop */
        walk(0);                     /* @call */
    return 0;                        /* @last */
}
