/* Jumps through tables and registers: computed goto, switch, functions split
   into a hot and a cold part, and loops entered in the middle.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void *volatile kept;

__attribute__((noinline)) static int interpret(const char *code) {
    static void *const at[] = {&&stop, &&small, &&large, &&again};
    int rounds = 0, n = 0;
    goto *at[code[n++] - '0'];
small:
    kept = malloc(1);                   /* @small */
    goto *at[code[n++] - '0'];          /* @small_next */
large:
    kept = malloc(100);                 /* @large */
    goto *at[code[n++] - '0'];          /* @large_next */
again:
    if (rounds++ < 2)                   /* @again */
        n = 0;                          /* @rewind */
    goto *at[code[n++] - '0'];          /* @again_next */
stop:
    return rounds;                      /* @stop */
}

__attribute__((noinline)) static void copy(int n) {
    switch (n % 8) {                    /* @enter */
    case 0: do { kept = malloc(8);      /* @case0 */
    case 7:      kept = malloc(7);      /* @case7 */
    case 6:      kept = malloc(6);      /* @case6 */
    case 5:      kept = malloc(5);      /* @case5 */
    case 4:      kept = malloc(4);      /* @case4 */
    case 3:      kept = malloc(3);      /* @case3 */
    case 2:      kept = malloc(2);      /* @case2 */
    case 1:      kept = malloc(1);      /* @case1 */
            } while ((n -= 8) > 0);     /* @while */
    }
}

__attribute__((cold, noinline)) static void complain(int n) {
    kept = malloc(n);                   /* @complain */
}

__attribute__((noinline)) static int work(int n) {
    if (__builtin_expect(n % 5 == 0, 0)) {  /* @check */
        complain(n);                    /* @cold */
        kept = malloc(1000);            /* @cold_keep */
        n++;
    }
    kept = malloc(10);                  /* @hot */
    return n;
}

int main(void) {
    int sum = interpret("112130");      /* @interpret */
    copy(11);                           /* @copy */
    copy(16);                           /* @copy_all */
    for (int i = 0; i < 20; i++)
        sum += work(i);                 /* @work */
    return sum == 3 + 194 ? 0 : 1;
}
