/* siglongjmp out of handlers: of a raised signal and of a fault.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

static sigjmp_buf back;
static int *volatile nowhere;

static void handler(int signal) {
    malloc(signal);                     /* @handler */
    siglongjmp(back, 1);                /* @leave */
}

static void attempt(int signal) {       /* @attempt */
    void *p = malloc(100);              /* @before */
    if (sigsetjmp(back, 1) == 0) {      /* @setjmp */
        if (signal == SIGSEGV)          /* @which */
            *nowhere = 1;               /* @fault */
        else
            raise(signal);              /* @raise */
    }
    free(p);                            /* @after */
}                                       /* @end */

int main(void) {
    signal(SIGUSR1, handler);
    signal(SIGSEGV, handler);
    for (int i = 0; i < 2; i++)
        attempt(SIGUSR1);               /* @plain */
    for (int i = 0; i < 2; i++)
        attempt(SIGSEGV);               /* @segv */
    malloc(1);                          /* @last */
    return 0;
}
