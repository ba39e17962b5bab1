/* A stack that overflows, in main and in a thread: the handler runs on an
   alternate stack and jumps back to where it was shallow.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

struct node {
    struct node *next;
};

static __thread sigjmp_buf back;
static __thread struct node *nodes;
static char other_stacks[2][1 << 16];
static volatile int zero;

static void handler(int signal) {
    malloc(signal);                         /* @handler */
    siglongjmp(back, 1);                    /* @leave */
}

static int down(void) {
    volatile char frame[1 << 16];
    struct node *node = malloc(sizeof *node); /* @alloc */
    node->next = nodes;
    nodes = node;
    frame[zero] = 1;                        /* @touch */
    return down() + frame[zero];       /* @deeper */
}

static void release(void) {
    while (nodes) {
        struct node *next = nodes->next;
        free(nodes);                        /* @free */
        nodes = next;
    }
}

static void attempt(void) {
    malloc(1);                              /* @before */
    if (sigsetjmp(back, 1) == 0)
        down();                            /* @down */
    else
        malloc(2);                          /* @recovered */
    release();                              /* @release */
}

static void *work(void *arg) {
    stack_t stack = {.ss_sp = arg, .ss_size = sizeof other_stacks[0]};
    sigaltstack(&stack, NULL);
    for (int i = 0; i < 3; i++)
        attempt();                          /* @attempt */
    return arg;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
    pthread_t thread;
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    work(other_stacks[0]);                             /* @work */
    pthread_create(&thread, NULL, work, other_stacks[1]);
    pthread_join(thread, NULL);
    malloc(100);                            /* @last */
    return 0;
}
