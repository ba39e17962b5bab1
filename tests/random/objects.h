/* The classes of random C++ programs: objects that own memory, and whose
   constructors and destructors do what unwinding has to cope with.  A program
   sees this file before its own functions.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static inline char *owned(int size) {
  return static_cast<char *>(malloc(size & 255));
}

/* Frees on the way out, after a call that may throw and catch on its own. */
class Guard {
public:
  Guard(int size, int (*last)(int, int) = NULL) : memory(owned(size)), last(last) {}
  Guard(const Guard &) = delete;
  ~Guard() {
    try {
      if (last)
        last(1, 2);
    } catch (...) {
    }
    free(memory);
  }

private:
  char *memory;
  int (*last)(int, int);
};

/* Cannot be made of some sizes: its memory is freed again, and with "new" so is
   the object's own. */
class Fragile {
public:
  Fragile(int size) : first(size + 1), second(owned(size)) {
    if (size % 3 == 1) {
      free(second);
      throw size;
    }
  }
  Fragile(const Fragile &) = delete;
  ~Fragile() { free(second); }

private:
  Guard first;
  char *second;
};

/* An exception with memory of its own. */
class Problem {
public:
  Problem(int code) : code(code), note(owned(code)) {}
  Problem(const Problem &other) : code(other.code), note(owned(other.code)) {}
  Problem &operator=(const Problem &) = delete;
  ~Problem() { free(note); }
  int code;

private:
  char *note;
};

/* To be caught as the class that it is derived from. */
class Trouble : public Problem {
public:
  Trouble(int code) : Problem(code), more(code + 2) {}
  Trouble(const Trouble &other) : Problem(other), more(other.code) {}

private:
  Guard more;
};
