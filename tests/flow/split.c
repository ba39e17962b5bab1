/* Split DWARF, optimised: lines are in the program, and what is inlined is in a
   file that Valgrind does not read, so that those lines belong to the function
   around them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *get(int n) {
    return malloc(n);                    /* @get */
}

__attribute__((noinline)) static void *work(int n) {
    void *p = get(n);                    /* @work */
    free(malloc(n + 1));                 /* @spike */
    return p;
}

int main(void) {
    for (int i = 0; i < 3; i++)
        work(100);                       /* @call */
    return 0;
}
