/* Calls through what a linker puts in between: lazy and bound entries of the
   PLT, none at all, a function chosen at start-up, a wrapped one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *make(int n);
void unmake(void *p);
int measure(int n);
void *__real_make(int n);

void *__wrap_make(int n) {            /* @wrap */
    void *p = __real_make(n + 1);     /* @real */
    free(malloc(3));                  /* @extra */
    return p;
}

int main(void) {                      /* @main */
    for (int i = 0; i < 3; i++) {
        void *p = make(10);           /* @make */
        int n = measure(100);         /* @measure */
        unmake(p);                    /* @unmake */
        malloc(n);                    /* @keep */
    }
    return 0;
}
