/* Handlers are activations inside the visit that they interrupt: nested, on an
   alternate stack, in the middle of a line, and putting a fault right.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

static char other_stack[1 << 16];
static char *page;

static void inner(int n) {
    malloc(n);                              /* @inner */
}

static void outer(int n) {
    malloc(n);                              /* @outer */
    raise(SIGUSR2);                         /* @nested */
    free(malloc(100));                      /* @spike */
}

static void on_fault(int n, siginfo_t *info, void *context) {
    malloc(n);                              /* @on_fault */
    mprotect(info->si_addr, 4096, PROT_READ | PROT_WRITE); /* @mend */
}

static void *get(int n) {
    raise(SIGUSR2);                         /* @get_raise */
    return malloc(n);                       /* @get_alloc */
}

static int touch(char *p) {                 /* @touch */
    *p = 5;                                 /* @store */
    return *p;                              /* @load */
}

static void install(int signal, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigaction(signal, &action, NULL);
}

int main(void) {
    stack_t stack = {.ss_sp = other_stack, .ss_size = sizeof other_stack};
    page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    install(SIGUSR1, outer, 0);
    install(SIGUSR2, inner, 0);
    raise(SIGUSR1);                         /* @both */
    install(SIGUSR2, inner, SA_ONSTACK);
    raise(SIGUSR1);                         /* @upper_other */
    install(SIGUSR1, outer, SA_ONSTACK);
    for (int i = 0; i < 3; i++)
        raise(SIGUSR1);                     /* @both_other */
    free(get(1)), raise(SIGUSR2), free(get(2)); /* @line */
    sigaction(SIGSEGV, &(struct sigaction){.sa_sigaction = on_fault,
                                           .sa_flags = SA_SIGINFO}, NULL);
    for (int i = 0; i < 3; i++) {
        touch(page);                        /* @call */
        mprotect(page, 4096, PROT_NONE);
    }
    malloc(1000);                           /* @last */
    return 0;
}
