// Exceptions that change threads, and threads that end through frames with
// destructors and handlers: by pthread_exit and by cancellation.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdlib>
#include <exception>
#include <pthread.h>
#include <unistd.h>

struct Holder {
    void *p;
    explicit Holder(int n) : p(std::malloc(n)) {} // @hold
    ~Holder() { std::free(p); }                   // @release
};

static void *raise_and_keep(void *arg) {
    try {
        Holder h(100);
        throw 5;                      // @throw
    } catch (...) {
        *(std::exception_ptr *)arg = std::current_exception();
    }
    return arg;
}

static int take(std::exception_ptr &kept) {
    try {
        Holder h(50);
        std::rethrow_exception(kept); // @rethrow
    } catch (int n) {
        kept = nullptr;
        std::malloc(n);               // @taken
        return n;
    }
}

static void leave(int n) {
    Holder h(10);                     // @leave_hold
    if (n > 0)
        leave(n - 1);                 // @deeper
    else
        pthread_exit(nullptr);        // @exit
    std::malloc(1);                   // @unreachable
}

static void *end_inside(void *arg) {
    try {
        leave(3);                     // @leave
    } catch (...) {
        std::malloc(3);               // @passing
        throw;                        // @on
    }
    return arg;
}

static void *wait_inside(void *arg) {
    Holder h(1000);                   // @wait_hold
    for (;;)
        pause();                      // @pause
    return arg;
}

static void run(void *(*work)(void *), bool cancel, void *arg = nullptr) {
    pthread_t thread;
    pthread_create(&thread, nullptr, work, arg);
    if (cancel)
        pthread_cancel(thread);
    pthread_join(thread, nullptr);
}

int main() {
    std::exception_ptr kept;
    run(raise_and_keep, false, &kept);
    int n = take(kept);                   // @take
    run(end_inside, false);
    run(wait_inside, true);
    std::malloc(1);                   // @last
    return n - 5;
}
