/* gcc -O2: the first instruction of touch faults, and is executed again. */
#include <signal.h>
#include <sys/mman.h>
static char *page;
static void on_fault(int n, siginfo_t *i, void *c) { mprotect(i->si_addr, 4096, PROT_READ | PROT_WRITE); }
__attribute__((noinline)) static int touch(char *p) {
    *p = 5;                      /* @store */
    return 0;
}
int main(void) {
    page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    sigaction(SIGSEGV, &(struct sigaction){.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO}, 0);
    return touch(page);
}
