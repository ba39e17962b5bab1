// The lines of a template belong to each of its instances.
//
// SPDX-License-Identifier: GPL-2.0-or-later

template <class T> struct Bag {
    T *items;
    explicit Bag(int n)
        : items(new T[n]) {}           // @construct
    ~Bag() {
        delete[] items;                // @destroy
    }
};

template <class T> __attribute__((noinline)) T *keep(int n) {
    return new T[n];                   // @keep
}

int main() {
    for (int i = 0; i < 3; i++)
        Bag<short> bag(10);            // @bag
    Bag<double> *bag = new Bag<double>(10); // @other
    int *p = keep<int>(5);             // @int
    char *q = keep<char>(7);           // @char
    q = keep<char>(8);                 // @again
    delete bag;                        // @delete
    return p == nullptr || q == nullptr;
}
