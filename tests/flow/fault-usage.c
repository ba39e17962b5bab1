/* A fault in the middle of straight-line code: what follows did not execute, so
   the live bytes of then are none of its business.  Handlers recover from the
   first ones, the last one is fatal.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>

static char *page;
static sigjmp_buf back;
static int a, b, c;

static void mend(int signal) {
    mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

static void leave(int signal) {
    siglongjmp(back, signal);
}

static void lose(int n) {                       /* @lose */
    a = n;                                      /* @before */
    page[1] = 2;                                /* @touch */
    b = n;                                      /* @after */
    c = n;                                      /* @last */
}

int main(void) {
    page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *first = malloc(100);
    signal(SIGSEGV, mend);
    lose(1);                                    /* @mended */
    free(first);
    lose(2);                                    /* @plain */
    signal(SIGSEGV, leave);
    mprotect(page, 4096, PROT_NONE);
    malloc(1000);
    if (sigsetjmp(back, 1) == 0)
        lose(3);                                /* @left */
    malloc(3000);
    signal(SIGSEGV, SIG_DFL);
    lose(4);                                    /* @fatal */
    return 0;                                   /* @never */
}
