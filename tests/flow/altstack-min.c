/* siglongjmp from a handler on an alternate stack ends the handler. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
static sigjmp_buf back;
static char other[1 << 16];
static void handler(int n) {
    malloc(n);                          /* @handler */
    siglongjmp(back, 1);                /* @leave */
}
int main(void) {
    stack_t s = {.ss_sp = other, .ss_size = sizeof other};
    sigaltstack(&s, NULL);
    sigaction(SIGUSR1, &(struct sigaction){.sa_handler = handler, .sa_flags = SA_ONSTACK}, NULL);
    if (sigsetjmp(back, 1) == 0)        /* @setjmp */
        raise(SIGUSR1);                 /* @raise */
    malloc(1000);                       /* @after */
    return 0;                           /* @end */
}
