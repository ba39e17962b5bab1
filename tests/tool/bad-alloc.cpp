// What is refused throws: operator new of each kind, with a handler of the
// program's own, and past it.  Returns how many things went as they should.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

static int handled;

static void handler() {
    if (++handled == 3)
        std::set_new_handler(nullptr);
}

template <typename Allocate> static int throws(Allocate allocate) {
    try {
        allocate();
    } catch (const std::bad_alloc &) {
        return 1;
    }
    return 0;
}

int main() {
    volatile std::size_t huge = PTRDIFF_MAX - 100, most = SIZE_MAX - 100;
    const std::align_val_t wide{64}, widest{64 << 20};
    int good = 0;
    char *kept = new char[10];                                         // @kept
    good += throws([&] { return ::operator new(huge); });              // @plain
    good += throws([&] { return ::operator new[](huge); });            // @array
    good += throws([&] { return ::operator new(most); });              // @most
    good += throws([&] { return ::operator new(huge, wide); });        // @aligned
    good += throws([&] { return ::operator new[](huge, wide); });
    good += throws([&] { return ::operator new(huge, widest); });
    good += throws([&] { std::vector<char> v; v.resize(huge); });  // @vector
    good += ::operator new(huge, std::nothrow) == nullptr;             // @nothrow
    good += ::operator new[](huge, wide, std::nothrow) == nullptr;
    std::set_new_handler(handler);
    good += throws([&] { return ::operator new(huge); });              // @handled
    good += handled == 3;
    void *p = ::operator new(1000, widest);                            // @widest
    good += reinterpret_cast<std::uintptr_t>(p) % (64 << 20) == 0;
    ::operator delete(p, widest);                                      // @unwidest
    delete[] kept;                                                     // @freed
    return good;
}
