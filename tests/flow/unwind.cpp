// Exceptions: through frames without lines, thrown again, out of constructors
// in new-expressions, and thrown and caught in one function.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>

extern "C" void call_back(void (*)(int), int); // in code without lines

struct Holder {
    void *p;
    explicit Holder(int n) : p(std::malloc(n)) {} // @hold
    ~Holder() {
        std::free(p);                 // @release
    }
};

static void fail(int n) {
    Holder h(n);                      // @local
    throw n;                          // @throw
}

static int through() {
    try {
        Holder h(50);                 // @below
        call_back(fail, 20);          // @into
    } catch (int n) {
        std::malloc(1);               // @caught
        return n;
    }
    return 0;
}

static void again(int n) {            // @again
    try {
        if (n == 0)
            fail(30);                 // @bottom
        again(n - 1);                 // @inner
    } catch (int) {
        std::malloc(10);              // @between
        throw;                        // @rethrow
    }
}

struct Part {
    Holder h;
    explicit Part(int n) : h(n) {     // @part
        if (n == 9)
            throw 'x';                // @refuse
    }
};

static int construct() {
    int caught = 0;
    for (int n = 8; n < 11; n++) {
        try {
            delete new Part(n);       // @new
        } catch (char) {
            caught++;                 // @count
            std::malloc(2);           // @refused
        }
    }
    return caught;
}

static int local(int rounds) {        // @enter
    int sum = 0;
    for (int i = 0; i < rounds; i++) {
        try {
            throw i;                  // @toss
        } catch (int n) {             // @catch
            sum += n;                 // @sum
            std::malloc(3);           // @kept
        }
    }
    return sum;
}

int main() {
    int result = through();           // @through
    try {
        again(3);                     // @deep
    } catch (int) {
        result++;
    }
    result += construct();            // @construct
    result += local(4);               // @local_call
    std::malloc(100);                 // @after
    return result;
}
