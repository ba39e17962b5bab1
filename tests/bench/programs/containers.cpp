/* containers COUNT: so many small allocations through the standard library's
   containers, a fifth each in a list, a map, a hash table, a vector of strings
   and a vector of pointers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <cstdio>
#include <cstdlib>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

/* What is built and dropped at a time. */
constexpr long Batch = 10000;

long batch(long seed) {
  std::list<long> list;
  std::map<long, long> map;
  std::unordered_map<long, long> table;
  std::vector<std::string> strings;
  std::vector<std::unique_ptr<long>> pointers;
  for (long i = 0; i < Batch; i++) {
    list.push_back(i);
    map[i * 7919 % Batch] = seed;
    table[i] = seed + i;
    strings.emplace_back("longer than what a string holds itself");
    pointers.push_back(std::make_unique<long>(i));
  }
  return list.back() + map.begin()->second + table.at(1) +
         static_cast<long>(strings.back().size()) + *pointers.back();
}

} // namespace

int main(int argc, char **argv) {
  long count = argc > 1 ? std::atol(argv[1]) : 5 * Batch;
  long sum = 0;
  for (long done = 0; done < count; done += 5 * Batch)
    sum += batch(done);
  std::printf("%ld\n", sum);
  return 0;
}
