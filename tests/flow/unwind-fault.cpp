// Exceptions thrown by signal handlers: of a fault, on the stack and on an
// alternate one, and of a signal that interrupts a loop.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <csignal>
#include <cstdlib>

static int *volatile nowhere;
static char other_stack[1 << 16];

struct Holder {
    void *p;
    explicit Holder(int n) : p(std::malloc(n)) {} // @hold
    ~Holder() { std::free(p); }                   // @release
};

static void handler(int signal) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    sigprocmask(SIG_UNBLOCK, &set, nullptr);
    std::malloc(1);                   // @handler
    throw signal;                     // @throw
}

static int touch(int n) {
    Holder h(n);                      // @local
    *nowhere = n;                     // @fault
    std::malloc(1000);                // @unreachable
    return n;
}

static int attempt(int n) {
    try {
        return touch(n);              // @touch
    } catch (int signal) {
        std::malloc(signal);          // @caught
        return signal;
    }
}

static void install(int flags) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigaction(SIGSEGV, &action, nullptr);
}

int main() {
    int sum = 0;
    stack_t stack = {};
    stack.ss_sp = other_stack;
    stack.ss_size = sizeof other_stack;
    sigaltstack(&stack, nullptr);
    install(0);
    for (int i = 0; i < 2; i++)
        sum += attempt(10);           // @plain
    install(SA_ONSTACK);
    for (int i = 0; i < 2; i++)
        sum += attempt(20);           // @alternate
    std::malloc(2);                   // @last
    return sum;
}
