/* Callbacks that allocate, called from libc: they are activations inside the
   visit of the line that called libc.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *kept;

static int compare(const void *a, const void *b) {
    void *t = malloc(100);                           /* @spike */
    free(t);                                         /* @unspike */
    if (kept == NULL)
        kept = malloc(7);                            /* @keep */
    return *(const int *)a - *(const int *)b;        /* @result */
}

int main(void) {
    int two[2] = {2, 1}, one = 1;
    void *found;
    qsort(two, 2, sizeof *two, compare);             /* @sort */
    found = bsearch(&one, &two[0], 1, sizeof *two, compare); /* @search */
    return two[0] != 1 || found != two;
}
