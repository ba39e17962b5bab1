/* Code that is included into the middle of a function: the function's lines
   are in two files.  And a function of a header.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include "included_inline.h"

static int table(int n) {
    void *p = malloc(10);          /* @before */
#include "included_body.inc"
    free(p);                       /* @after */
    return n;
}

int main(void) {
    table(1);                      /* @call */
    table(2);
    hold(8);                       /* @hold */
    return 0;
}
