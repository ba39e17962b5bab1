/* Line 0 of the debug information is no line: what is there belongs to the
   line before it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

int main(void) {
    void *p = NULL;
    for (int i = 0; i < 3; i++) {                              /* @loop */
        __asm__ volatile("nop\n\t.loc 1 0\n\tnop\n\tnop");     /* @asm */
        p = realloc(p, 100 * (i + 1));                         /* @grow */
    }
    free(p);                                                   /* @free */
    return 0;
}
