/* Signals that instructions cause can be sent as well: then nothing faulted.  A
   fault from which the handler goes on in another function, to come back behind
   it.  And a breakpoint that nobody handles.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static volatile int handled, a, b;
static volatile int *null;

static void count(int signal) {
    handled++;                                  /* @count */
}

/* The signal arrives in this function's own code. */
static void sent(int signal) {
    long result = SYS_kill;                     /* @before */
    __asm__ volatile("syscall" : "+a"(result) : "D"(getpid()), "S"(signal) : "rcx", "r11", "memory"); /* @sent */
    a++;                                        /* @after */
    b++;                                        /* @last */
}

static void thrown(void) {
    free(malloc(50));                           /* @thrown */
}

static void call_thrown(int signal, siginfo_t *info, void *context) {
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    r[REG_RSP] -= 8;
    *(greg_t *)r[REG_RSP] = r[REG_RIP] + 2;
    r[REG_RIP] = (greg_t)thrown;
}

static void risky(int n) {
    void *p = malloc(n);                        /* @alloc */
    register volatile int *q __asm__("rax") = null; /* @null */
    __asm__ volatile("movl (%0), %%ecx" : : "r"(q) : "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory"); /* @fault */
    free(p);                                    /* @free */
}

int main(void) {
    int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGUSR1, SIGTRAP};
    for (int i = 0; i < 6; i++)
        signal(signals[i], count);
    for (int i = 0; i < 6; i++)
        sent(signals[i]);                       /* @call */
    signal(SIGTRAP, SIG_DFL);
    sigaction(SIGSEGV, &(struct sigaction){.sa_sigaction = call_thrown,
                                           .sa_flags = SA_SIGINFO}, NULL);
    for (int i = 0; i < 3; i++)
        risky(100);                             /* @risky */
    malloc(7);                                  /* @seven */
    __asm__ volatile("int3");                   /* @trap */
    malloc(1000);                               /* @never */
    return 0;
}
