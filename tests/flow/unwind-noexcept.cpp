// An exception that meets noexcept: the frames above it may be unwound or not,
// and the terminate handler runs inside the line that threw.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>
#include <exception>
#include <unistd.h>

struct Holder {
    void *p;
    explicit Holder(int n) : p(std::malloc(n)) {} // @hold
    ~Holder() { std::free(p); }                   // @release
};

static void finish() {
    std::malloc(7);                   // @handler
    _exit(3);                         // @exit
}

static void fail(int n) {
    if (n > 0)
        throw n;                      // @throw
}

static void wall() noexcept {
    Holder h(20);                     // @wall
    fail(1);                          // @fail
    std::malloc(1);                   // @unreachable
}

static int attempt() {
    try {
        Holder h(100);                // @outer
        wall();                       // @call
        return 0;
    } catch (int n) {
        std::malloc(2);               // @caught
        return n;
    }
}

int main() {
    std::set_terminate(finish);
    try {
        fail(1);
    } catch (int) {
        std::malloc(50);              // @before
    }
    return attempt();                 // @attempt
}
