/* What takes its place.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *get(int n) {                /* @other_get */
    return malloc(2 * n);                /* @other_alloc */
}

void work(int n) {                       /* @other_work */
    free(get(10));                       /* @other_free */
    get(n);                              /* @other_call */
}
