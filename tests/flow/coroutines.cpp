// C++20 coroutines: their frames are on the heap, each resumption is a call.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <coroutine>
#include <cstdlib>
#include <vector>

struct Task {
    struct promise_type {
        Task get_return_object() {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
    std::coroutine_handle<promise_type> handle;
};

static Task count(int n) {
    for (int i = 0; i < n; i++) {
        std::malloc(10);                   // @step
        co_await std::suspend_always{};    // @await
    }
    std::malloc(100);                      // @last
}

static void resume(Task &task) {
    task.handle.resume();                  // @resume
}

int main() {
    static Task tasks[1000];
    for (int i = 0; i < 1000; i++)
        tasks[i] = count(i % 3);           // @make
    for (int round = 0; round < 3; round++)
        for (Task &task : tasks)
            if (!task.handle.done())
                resume(task);              // @call
    for (Task &task : tasks)
        task.handle.destroy();             // @destroy
    std::malloc(1);                        // @end
    return 0;
}
