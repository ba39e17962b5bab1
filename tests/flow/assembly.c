/* Functions written by hand, with and without lines and unwind information,
   which call back into code with lines.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *with_lines(int n);
void *bare(void *(*f)(int), int n);
void *jumps_on(void *(*f)(int), int n);

static void *get(int n) {             /* @get */
    return malloc(n);                 /* @alloc */
}

int main(void) {                      /* @main */
    for (int i = 0; i < 3; i++) {
        void *a = with_lines(10);     /* @with_lines */
        void *b = bare(get, 20);      /* @bare */
        void *c = jumps_on(get, 40);  /* @jumps_on */
        free(a), free(b), free(c);    /* @free */
        malloc(1);                    /* @keep */
    }
    return 0;
}
