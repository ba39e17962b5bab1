// An exception ends the activations that it leaves; what destructors free on
// the way is charged to them.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>

struct Guard {
    void *p;
    explicit Guard(int n) {
        p = std::malloc(n);           // @guard
    }
    ~Guard() {
        std::free(p);                 // @unguard
    }
};

static int fail(int n) {
    Guard g(10);                      // @local
    if (n == 0)
        throw 5;                      // @throw
    return fail(n - 1);               // @deeper
}

static int attempt() {
    try {
        Guard g(100);                 // @outer
        return fail(3);               // @call
    } catch (int e) {
        std::malloc(e);               // @handler
        return e;
    }
}

int main() {
    int e = attempt();                // @attempt
    std::malloc(1);                   // @after
    return e - 5;
}
