/* Line 10 of this file and of the header follow each other in the code.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "sameline_inline.h"

char *keep;

int main(int argc, char **argv) {
    (void)argv; keep = pool_get(100u * (unsigned)argc); /* @caller */
    keep[0] = 1;                                        /* @touch */
    free(keep);                                         /* @free */
    return 0;
}
