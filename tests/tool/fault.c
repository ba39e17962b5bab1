/* Faults in the middle of a line's code: the handler mends the cause and the
   instruction is executed again, or it jumps away. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>

static char *page;
static sigjmp_buf back;

static void mend(int signal) {
    mprotect(page, 4096, PROT_READ | PROT_WRITE);   /* @mend */
    page = page + 0 * signal;
}

static void leave(int signal) {
    siglongjmp(back, signal);                       /* @leave */
}

static int touch(int a) {
    void *p = malloc(10);                           /* @alloc */
    page[1] = 2;                                    /* @touch */
    a = 3;                                          /* @after */
    free(p);                                        /* @free */
    return a;
}

int main(void) {
    page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    signal(SIGSEGV, mend);
    touch(0);                                       /* @mended */
    touch(0);
    signal(SIGSEGV, leave);
    for (int i = 0; i < 3; i++) {                   /* @loop */
        mprotect(page, 4096, PROT_NONE);
        if (sigsetjmp(back, 1) == 0)                /* @set */
            touch(0);                               /* @left */
    }
    return 0;
}
