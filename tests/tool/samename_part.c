/* The other file of samename.c.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *make(void) {
    return malloc(200);        /* @there */
}

void *other(void) {
    return make();             /* @call */
}
