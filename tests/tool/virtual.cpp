// Virtual calls, and destructors that free what a class and its base keep.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>

struct Base {
    void *base;
    Base() {
        base = std::malloc(16);                     // @base
    }
    virtual ~Base() {
        std::free(base);                            // @unbase
    }
    virtual void grow(int n) = 0;
};
struct Once : Base {
    void *p = nullptr;
    void grow(int n) override {
        p = std::realloc(p, n);                     // @once
    }
    ~Once() override {
        std::free(p);                               // @unonce
    }
};
struct Twice : Once {
    void grow(int n) override {
        Once::grow(2 * n);                          // @twice
    }
};

__attribute__((noinline)) static void use(Base *b) {
    b->grow(100);                                   // @call
    b->grow(300);                                   // @more
}

int main() {
    Base *a = new Once;                             // @new_once
    Base *b = new Twice;                            // @new_twice
    use(a);                                         // @use_once
    use(b);                                         // @use_twice
    delete a;                                       // @delete_once
    delete b;                                       // @delete_twice
}
