/* A switch of stacks written by hand, between 1000 stacks that are neighbours
   in one block.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

#define COROUTINES 1000
#define STACK_SIZE 8192

void switch_stack(void **from, void *to);
void begin_stack(void);

static void *home, *at[COROUTINES];

static void pause_here(int id) {
    switch_stack(&at[id], home);            /* @pause */
}

static void nested(int id, int depth) {     /* @nested */
    void *p = malloc(10);                   /* @alloc */
    if (depth > 0)
        nested(id, depth - 1);              /* @deeper */
    else
        pause_here(id);                     /* @yield */
    free(p);                                /* @free */
}

/* What begin_stack calls. */
void run(long id) {
    nested(id, 2);                          /* @run */
    malloc(100);                            /* @last */
    pause_here(id);                         /* @finish */
}

int main(void) {
    char *stacks = malloc(COROUTINES * STACK_SIZE);
    for (long id = 0; id < COROUTINES; id++) {
        void **sp = (void **)(stacks + (id + 1) * STACK_SIZE) - 9;
        sp[0] = (void *)id;
        sp[6] = begin_stack;
        at[id] = sp;
    }
    for (int round = 0; round < 2; round++)
        for (int id = 0; id < COROUTINES; id++) {
            switch_stack(&home, at[id]);    /* @resume */
            malloc(1);                      /* @keep */
        }
    malloc(5);                              /* @end */
    return 0;
}
