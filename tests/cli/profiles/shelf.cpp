/* Source of shelf.profile.json: long and non-ASCII names, recursion, a leak, a
   cache that stays, blocks that are freed at once, and inlined calls.

   SPDX-License-Identifier: GPL-2.0-or-later */
#include <cstdlib>
#include <cstring>

namespace library {

template <typename Key, typename Value> struct catalogue {
  struct entry {
    Key key;
    Value value;
    entry *next;
  };
  entry *first = nullptr;
  __attribute__((noinline)) Value *insert_or_assign(Key key, Value value) {
    for (entry *e = first; e; e = e->next)
      if (e->key == key) {
        e->value = value;
        return &e->value;
      }
    first = new entry{key, value, first};
    return &first->value;
  }
};

struct bücher_regal {
  char *text;
  size_t länge;
};

} // namespace library

using library::bücher_regal;
static library::catalogue<unsigned, bücher_regal> 目録;

static inline char *copy(const char *text) {
  size_t n = strlen(text) + 1;
  return (char *)memcpy(malloc(n), text, n);
}

__attribute__((noinline)) static size_t größe(const char *text) {
  char *folded = copy(text); // freed at once, each time
  size_t n = strlen(folded);
  free(folded);
  return n;
}

struct node {
  node *left, *right;
};

__attribute__((noinline)) static node *build(int depth) {
  if (depth == 0)
    return nullptr;
  node *n = new node;
  n->left = build(depth - 1);
  n->right = build(depth - 1);
  return n;
}

__attribute__((noinline)) static void destroy(node *n) {
  if (!n)
    return;
  destroy(n->left);
  destroy(n->right);
  delete n;
}

__attribute__((noinline)) static void remember(unsigned i) {
  char title[32] = "title ";
  title[5] = (char)('a' + i % 26);
  bücher_regal shelf = {copy(title), größe(title)};
  目録.insert_or_assign(i % 20, shelf); // the old text is lost
}

int main() {
  for (unsigned i = 0; i < 100; i++)
    remember(i);
  node *tree = build(4);
  char *scratch = (char *)calloc(1, 5000);
  destroy(tree);
  scratch = (char *)realloc(scratch, 1000);
  free(scratch);
  return 0;
}
