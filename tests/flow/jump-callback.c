/* longjmp out of callbacks: through the frames of qsort and of a function without
   lines.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back;
static int compared;

void call_back(void (*function)(int), int n); /* in code without lines */

static int compare(const void *a, const void *b) {
    malloc(1);                           /* @compare */
    if (++compared == 5)
        longjmp(back, 1);                /* @enough */
    return *(const int *)a - *(const int *)b;
}

static int sort(void) {                  /* @sort */
    int a[] = {5, 3, 8, 1, 9, 2, 7, 4};
    if (setjmp(back) == 0)               /* @set */
        qsort(a, 8, sizeof *a, compare); /* @qsort */
    malloc(100);                         /* @sorted */
    return compared;
}

static void leave(int n) {
    malloc(n);                           /* @leave */
    longjmp(back, 2);                    /* @jump */
}

static int through(void) {
    int n = setjmp(back);                /* @set_again */
    if (n == 0)
        call_back(leave, 20);            /* @call_back */
    malloc(200);                         /* @through */
    return n;
}

int main(void) {
    int sum = sort();                    /* @call_sort */
    sum += through();                    /* @call_through */
    malloc(1000);                        /* @last */
    return sum == 7 ? 0 : 1;
}
