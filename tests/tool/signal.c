/* A signal handler is an activation inside the visit that it interrupts.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <signal.h>
#include <stdlib.h>

static void *volatile kept;

static void handler(int n) {
    kept = malloc(n);             /* @handler */
    free(malloc(500));            /* @spike */
}

int main(void) {
    signal(SIGUSR1, handler);
    for (int i = 0; i < 3; i++)   /* @loop */
        raise(SIGUSR1);           /* @raise */
    malloc(1);                    /* @after */
    return 0;
}
