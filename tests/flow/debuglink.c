/* Debug information in a file of its own: named by .gnu_debuglink.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *work(int n) {               /* @work */
    free(malloc(n + 1));                 /* @spike */
    return malloc(n);                    /* @alloc */
}

int main(void) {
    for (int i = 0; i < 3; i++)
        work(100);                       /* @call */
    return 0;
}
