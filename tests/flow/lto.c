/* Optimisation at link time, across sources: a function of another source that
   is inlined keeps its own lines, in its own file.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *take(int n);
int sum(void **at, int n);

int main(void) {
    void *at[4];
    for (int i = 0; i < 4; i++)
        at[i] = take(100);               /* @take */
    malloc(1);                           /* @keep */
    return sum(at, 4) == 4 ? 0 : 1;      /* @sum */
}
