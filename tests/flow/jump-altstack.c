/* siglongjmp out of handlers: on the program's stack, on an alternate one, and
   out of a fault.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

static sigjmp_buf back;
static char other_stack[1 << 16];
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

static void install(int signal, int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigaction(signal, &action, NULL);
}

int main(void) {
    stack_t stack = {.ss_sp = other_stack, .ss_size = sizeof other_stack};
    sigaltstack(&stack, NULL);
    install(SIGUSR1, 0);
    install(SIGUSR2, SA_ONSTACK);
    install(SIGSEGV, 0);
    for (int i = 0; i < 2; i++)
        attempt(SIGUSR1);               /* @plain */
    for (int i = 0; i < 2; i++)
        attempt(SIGUSR2);               /* @alternate */
    for (int i = 0; i < 2; i++)
        attempt(SIGSEGV);               /* @segv */
    install(SIGSEGV, SA_ONSTACK);
    for (int i = 0; i < 2; i++)
        attempt(SIGSEGV);               /* @alternate_segv */
    malloc(1);                          /* @last */
    return 0;
}
