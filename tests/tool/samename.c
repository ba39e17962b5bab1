/* Two static functions of one name are two functions.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void *other(void);

static void *make(void) {
    return malloc(10);         /* @here */
}

int main(void) {
    void *p = make();          /* @make */
    void *q = other();         /* @other */
    q = other();               /* @again */
    return p == q;
}
