/* A part of the program has no line information: what it allocates belongs to
   the line that called into it, and what it calls back to has its own lines.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *through(void *(*make)(int), int n);
void drop(void *p);

static void *make(int n) {
    return malloc(n);                     /* @make */
}

int main(void) {
    void *p = through(make, 50);          /* @through */
    void *q = through(NULL, 0);           /* @none */
    drop(p);                              /* @drop */
    return p == NULL || q == NULL;
}
