/* The worked example: two allocations and a free in a function that is called
   four times.  The figures of grow.profile.json belong to these lines, as
   gcc -O0 -g compiles them.

   SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>



int *grow(int n) {
    int *p = malloc(n);
    char *t = malloc(1000);
    free(t);
    return p;
}
int main(void) {
    int *a[4];
    for (int i = 0; i < 4; i++)
        a[i] = grow(100);
    for (int i = 0; i < 4; i++) free(a[i]);
    return 0;
}
