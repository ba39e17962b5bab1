// What the standard library allocates belongs to the line that made it grow.
//
// SPDX-License-Identifier: GPL-2.0-or-later

#include <map>
#include <string>
#include <vector>

static void fill(std::vector<int> &v, int n) {
    for (int i = 0; i < n; i++)
        v.push_back(i);                    // @push
}

int main() {
    std::vector<int> v;                    // @empty
    fill(v, 5);                            // @fill
    v.reserve(100);                        // @reserve
    std::map<int, int> m;
    for (int i = 0; i < 7; i++)
        m[i] = i;                          // @insert
    m.erase(3);                            // @erase
    std::string s(100, 'x');               // @string
    s += 'y';                              // @append
    std::string copy = s;                  // @copy
    std::string small = "in place";        // @small
    m.clear();                             // @clear
    return static_cast<int>(v.size() + m.size() + copy.size() + small.size()) -
           5 - 101 - 8;
}
