/* A process that ends in the middle: its profile is written, and what is open
   ends there.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <unistd.h>

static volatile int *nowhere;

static void stop(void) {
    malloc(20);                     /* @alloc */
    *nowhere = 1;                   /* @stop */
    malloc(1);                      /* @unreachable */
}

int main(void) {
    malloc(300);                    /* @first */
    stop();                         /* @call */
    return 0;                       /* @end */
}
