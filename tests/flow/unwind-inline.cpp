// Exceptions in optimised code: thrown and caught by inlined functions, landing
// in cold parts, in several threads at once, and in destructors at a thread's end.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>
#include <pthread.h>

#define INLINE static inline __attribute__((always_inline))
#define APART __attribute__((noinline, noclone))

static void *volatile kept;

struct Owner {
    void *p;
    explicit Owner(int n) : p(std::malloc(n)) {}    // @own
    ~Owner() { std::free(p); }                      // @disown
};

struct Late {
    int n = 3;
    ~Late() {
        kept = std::malloc(n);                      // @late
    }
};

static thread_local Late late;

INLINE void check(int n) {
    if (n % 3 == 0)
        throw n;                                    // @throw
    kept = std::malloc(1);                          // @checked
}

INLINE int guarded(int n) {
    Owner owner(50);                                // @owner
    try {
        check(n);                                   // @check
        return 0;
    } catch (int) {
        kept = std::malloc(7);                      // @caught
        return 1;
    }
}

APART static int nested(int n) {
    Owner owner(20);                                // @outer_owner
    if (n > 0)
        return nested(n - 1) + 1;                   // @deeper
    check(3);                                       // @nested_check
    return 0;
}

APART static void *work(void *) {
    long caught = late.n - 3;
    for (int i = 0; i < 9; i++)
        caught += guarded(i);                       // @guarded
    try {
        nested(4);                                  // @nested
    } catch (int) {
        caught++;                                   // @count
    }
    return (void *)caught;
}

int main() {
    pthread_t threads[4];
    void *result;
    long sum = 0;
    for (pthread_t &t : threads)
        pthread_create(&t, nullptr, work, nullptr);
    for (pthread_t t : threads) {
        pthread_join(t, &result);
        sum += (long)result;
    }
    kept = std::malloc(1000);                       // @last
    return sum == 16 ? 0 : 1;
}
