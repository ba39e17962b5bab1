// Small classes, optimised: their methods are inlined, and their lines are
// charged all the same.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>

class Buffer {
    char *bytes = nullptr;
    int used = 0, room = 0;

    void grow() {
        room = room ? 2 * room : 16;                          // @room
        bytes = static_cast<char *>(std::realloc(bytes, room)); // @grow
    }

public:
    ~Buffer() {
        std::free(bytes);                                     // @destroy
    }
    void add(char c) {
        if (used == room)
            grow();                                           // @call_grow
        bytes[used++] = c;                                    // @store
    }
    int sum() const {
        int s = 0;
        for (int i = 0; i < used; i++)
            s += bytes[i];
        return s;
    }
};

__attribute__((noinline)) static int fill(volatile int *n) {
    Buffer b;
    for (int i = 0; i < *n; i++)
        b.add('a');                                           // @add
    return b.sum();
}

int main() {
    volatile int n = 100, m = 10;
    fill(&n);                                                 // @hundred
    fill(&m);                                                 // @ten
}
