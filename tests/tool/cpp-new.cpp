// Every new and delete.  Returns how many checks failed.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <cstdint>
#include <cstdlib>
#include <new>

struct Counted {
    char c;
    ~Counted() { c = 0; }
};
struct alignas(64) Wide {
    char c[128];
};
struct Pooled {
    char c[24];
    static void *operator new(std::size_t n) {
        return std::malloc(n + 8);                // @pool
    }
    static void operator delete(void *p) {
        std::free(p);                             // @unpool
    }
};

int main() {
    const std::align_val_t a64{64};
    char *p = new char;                           // @plain
    char *q = new char[50];                       // @array
    char *r = new (std::nothrow) char;            // @nothrow
    char *s = new (std::nothrow) char[60];        // @array_nothrow
    Wide *t = new Wide;                           // @aligned
    Wide *u = new Wide[2];                        // @array_aligned
    Wide *v = new (std::nothrow) Wide;            // @aligned_nothrow
    Wide *w = new (std::nothrow) Wide[3];         // @array_aligned_nothrow
    Counted *x = new Counted[3];                  // @with_count
    Pooled *y = new Pooled;                       // @pooled
    void *z = ::operator new(1000);               // @called
    int wrong = 0;
    Wide *const aligned[] = {t, u, v, w};
    for (Wide *p : aligned)
        wrong += reinterpret_cast<std::uintptr_t>(p) % 64 != 0;
    delete p;                                     // @delete
    delete[] q;                                   // @delete_array
    ::operator delete(r, std::nothrow);           // @delete_nothrow
    ::operator delete[](s, std::nothrow);         // @delete_array_nothrow
    delete t;                                     // @delete_aligned
    delete[] u;                                   // @delete_array_aligned
    ::operator delete(v, a64, std::nothrow);      // @delete_aligned_nothrow
    ::operator delete[](w, a64, std::nothrow);    // @delete_array_aligned_nothrow
    delete[] x;                                   // @delete_with_count
    delete y;                                     // @delete_pooled
    ::operator delete(z, std::size_t{1000});      // @delete_sized
    volatile std::size_t huge = PTRDIFF_MAX;
    wrong += ::operator new(huge + 1, std::nothrow) != nullptr; // @negative
    return wrong;
}
