/* The worked example of the manual, figure by figure.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int *grow(int n) {                          /* @entry */
    int *p = malloc(n);                     /* @keep */
    char *t = malloc(1000);                 /* @spike */
    free(t);                                /* @unspike */
    return p;                               /* @result */
}                                           /* @leave */
int main(void) {
    int *a[4];                              /* @declaration */
    for (int i = 0; i < 4; i++)             /* @loop */
        a[i] = grow(100);                   /* @call */
    for (int i = 0; i < 4; i++) free(a[i]); /* @free */
    return 0;                               /* @end */
}
