/* Stacks that the program switches itself: what a coroutine does belongs to its
   own lines, and its switches charge nothing to anybody.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>

#define COROUTINES 3

static ucontext_t home, at[COROUTINES];
static char stacks[COROUTINES][1 << 16];

static void pause_here(int id) {
    swapcontext(&at[id], &home);            /* @pause */
}

static void body(int id) {                  /* @body */
    for (int i = 0; i < 4; i++) {
        malloc(10);                         /* @step */
        pause_here(id);                     /* @yield */
    }
    malloc(100);                            /* @last */
}

int main(void) {
    for (int i = 0; i < COROUTINES; i++) {
        getcontext(&at[i]);
        at[i].uc_stack.ss_sp = stacks[i];
        at[i].uc_stack.ss_size = sizeof stacks[i];
        at[i].uc_link = &home;
        makecontext(&at[i], (void (*)(void))body, 1, i);
    }
    for (int round = 0; round < 5; round++)
        for (int i = 0; i < COROUTINES; i++) {
            malloc(1);                      /* @keep */
            swapcontext(&home, &at[i]);     /* @resume */
        }
    malloc(1000);                           /* @end */
    return 0;
}
