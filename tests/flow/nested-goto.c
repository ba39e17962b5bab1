/* Functions inside functions, called through code that the compiler writes on
   the stack, and left by jumps to a label of the outer one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void each(int n, void (*visit)(int)) {
    for (int i = 0; i < n; i++)
        visit(i);                           /* @visit */
}

static int collect(int n) {
    __label__ out;
    int sum = 0;
    void add(int i) {                       /* @add */
        malloc(10);                         /* @alloc */
        sum += i;
        if (sum > 20)
            goto out;                       /* @goto */
    }
    each(n, add);                           /* @each */
    malloc(1000);                           /* @all */
    return sum;
out:
    malloc(1);                              /* @out */
    return -sum;
}

int main(void) {
    int sum = 0;
    for (int i = 0; i < 3; i++)
        sum += collect(4) + collect(100);   /* @collect */
    malloc(5);                              /* @last */
    return sum == 3 * (6 - 21) ? 0 : 1;
}
