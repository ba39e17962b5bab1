/* The other file of sample.c.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *keep(int n) {
    return calloc(n, 2);
}

void *part(int n) {
    return keep(n);
}
