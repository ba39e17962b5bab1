// An exception unwinds functions with lines into one without, which calls a
// function with lines while the exception lives.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>

void catcher(void (*f)(int), void (*handle)(int), int n);

static void thrower(int n) {
    std::malloc(n);
    throw n;                            // @throw
}

static void middle(int n) {
    thrower(n);                         // @middle
}

static void handle(int n) {
    std::malloc(n);                     // @handle
}

int main() {
    for (int i = 1; i <= 3; i++)
        catcher(middle, handle, i);     // @call
    return 0;
}
