/* Globs, and which functions --func means, in the tool and in the command.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* clock_gettime */

#include "shared/glob.h"

#include <fnmatch.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static int fits(const char *pattern, const char *file, const char *name) {
  return glob_fits_function(pattern, file, name);
}

static void names_and_globs(void **state) {
  (void)state;
  assert_true(fits("grow", "/home/u/grow.c", "grow"));
  assert_true(fits("gr*", "/home/u/x.c", "grow"));
  assert_false(fits("gr", "/home/u/x.c", "grow"));
  assert_true(fits("operator[]", "a.cc", "operator[](int)"));
}

static void files(void **state) {
  (void)state;
  assert_true(fits("grow.c", "/home/u/grow.c", "main"));
  assert_true(fits("/home/*", "/home/u/grow.c", "main"));
  assert_true(fits("*.c", "/home/u/grow.c", "main"));
  assert_false(fits("u/grow.c", "/home/u/grow.c", "main"));
  assert_true(fits("a.c", "a.c", "main"));
}

static void file_and_function(void **state) {
  (void)state;
  assert_true(fits("grow.c:main", "/home/u/grow.c", "main"));
  assert_false(fits("grow.c:grow", "/home/u/grow.c", "main"));
  assert_true(fits("*:ma*", "/home/u/grow.c", "main"));
  assert_true(fits("a:b.c:f", "/home/a:b.c", "f"));
}

static void colons_of_cxx(void **state) {
  (void)state;
  assert_true(fits("ns::f", "/a.cc", "ns::f(int)"));
  assert_true(fits("a.cc:ns::f", "/a.cc", "ns::f(int) const"));
  assert_true(fits("ns::*", "/a.cc", "ns::f(int)"));
  assert_false(fits("ns:f", "/a.cc", "ns::f(int)"));
}

static void parameters_may_be_left_out(void **state) {
  (void)state;
  assert_true(fits("f(int)", "/a.cc", "f(int)"));
  assert_false(fits("f(long)", "/a.cc", "f(int)"));
  assert_true(fits("f", "/a.cc", "f(void (*)(int), char)"));
  assert_true(fits("f<int>", "/a.cc", "f<int>()"));
}

static long bare(const char *name) { return glob_bare(name).end - name; }

static void bare_names(void **state) {
  (void)state;
  assert_int_equal(bare("f"), 1);
  assert_int_equal(bare("f(int) const"), 1);
  assert_int_equal(bare("(anonymous namespace)::f"), 24);
  assert_int_equal(bare("(anonymous namespace)::f(int)"), 24);
  assert_int_equal(bare("S::operator()"), 13);
  assert_int_equal(bare("S::operator()(int)"), 13);
  assert_int_equal(bare(")"), 1);
  assert_int_equal(bare("(("), 2);
  assert_int_equal(bare("()"), 2);
  assert_int_equal(bare(""), 0);
}

static int all_fits(const char *pattern, enum glob_kind kind,
                    const char *text) {
  return glob_fits(glob_whole(pattern), kind, glob_whole(text));
}

static void sets(void **state) {
  (void)state;
  assert_true(all_fits("a[]x-]", GLOB_SETS, "a]"));
  assert_true(all_fits("a[]x-]", GLOB_SETS, "a-"));
  assert_false(all_fits("a[!]x]", GLOB_SETS, "a]"));
  assert_true(all_fits("[\\]a]", GLOB_SETS, "]"));
  assert_true(all_fits("[[:digit:]_-]*", GLOB_SETS, "_9"));
  assert_false(all_fits("[[:digit:]]", GLOB_SETS, "a"));
  assert_true(all_fits("[\300-\377]", GLOB_SETS, "\310"));
  assert_true(all_fits("a[b", GLOB_SETS, "a[b"));
  assert_true(all_fits("a\\", GLOB_SETS, "a\\"));
}

static void stars_alone(void **state) {
  (void)state;
  assert_true(all_fits("operator[]", GLOB_STARS, "operator[]"));
  assert_true(all_fits("*[]*", GLOB_STARS, "operator new[](int)"));
  assert_false(all_fits("[ab]", GLOB_STARS, "a"));
  assert_true(all_fits("\\*", GLOB_STARS, "\\a"));
  assert_false(all_fits("?", GLOB_STARS, ""));
  assert_true(all_fits("**", GLOB_STARS, ""));
}

/* A sequence of numbers that is the same in every run. */
static unsigned next(unsigned below) {
  static uint32_t x = 2463534242u;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return x % below;
}

static const char letters[] = "ab-]c[!^:9*?\\";

static char *put_member(char *to) {
  char c = letters[next(sizeof letters - 1)];
  if (strchr("]-[\\!^", c))
    *to++ = '\\';
  *to++ = c;
  return to;
}

/* One with an end and without ranges that are upside down: of others POSIX says
   nothing. */
static char *put_set(char *to) {
  static const char *const fixed[] = {"[:alpha:]", "[:digit:]", "[:punct:]",
                                      "a-c",       "0-9",       "9-a"};
  *to++ = '[';
  if (next(3) == 0)
    *to++ = next(2) ? '!' : '^';
  char *front = to;
  for (unsigned n = 1 + next(3); n > 0; n--) {
    unsigned kind = next(12);
    if (kind < 6)
      to = stpcpy(to, fixed[kind]);
    else if (to == front)
      *to++ = ']';
    else
      to = put_member(to);
  }
  if (next(4) == 0)
    *to++ = '-';
  *to++ = ']';
  return to;
}

static void put_pattern(char *to) {
  for (unsigned n = next(7); n > 0; n--) {
    unsigned kind = next(10);
    if (kind < 2)
      *to++ = '*';
    else if (kind < 3)
      *to++ = '?';
    else if (kind < 6)
      to = put_set(to);
    else
      to = put_member(to);
  }
  *to = '\0';
}

/* The C library's fnmatch() is what the shell does. */
static void as_the_shell_does(void **state) {
  (void)state;
  int fitting = 0;
  for (int round = 0; round < 200000; round++) {
    char pattern[256], text[16];
    size_t length = next(6);
    put_pattern(pattern);
    for (size_t i = 0; i < length; i++)
      text[i] = letters[next(sizeof letters - 1)];
    text[length] = '\0';
    int expected = fnmatch(pattern, text, 0) == 0;
    if (all_fits(pattern, GLOB_SETS, text) != expected)
      fail_msg("%s on %s: expected %d", pattern, text, expected);
    fitting += expected;
  }
  assert_in_range(fitting, 10000, 190000);
}

static void hostile_patterns_end(void **state) {
  (void)state;
  enum { LENGTH = 2000 };
  char pattern[2 * LENGTH + 3], text[LENGTH + 1];
  struct timespec start, end;
  for (size_t i = 0; i < LENGTH; i++)
    memcpy(&pattern[2 * i], "*a", 2);
  strcpy(&pattern[(size_t)2 * LENGTH], "*b");
  memset(text, 'a', LENGTH);
  text[LENGTH] = '\0';
  clock_gettime(CLOCK_MONOTONIC, &start);
  assert_false(all_fits(pattern, GLOB_SETS, text));
  memset(pattern + 1, '[', LENGTH / 4);
  assert_false(all_fits(pattern, GLOB_SETS, text));
  memset(pattern, ':', LENGTH);
  assert_false(fits(pattern, text, text));
  clock_gettime(CLOCK_MONOTONIC, &end);
  assert_in_range(end.tv_sec - start.tv_sec, 0, 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_and_globs),
      cmocka_unit_test(files),
      cmocka_unit_test(file_and_function),
      cmocka_unit_test(colons_of_cxx),
      cmocka_unit_test(parameters_may_be_left_out),
      cmocka_unit_test(bare_names),
      cmocka_unit_test(sets),
      cmocka_unit_test(stars_alone),
      cmocka_unit_test(as_the_shell_does),
      cmocka_unit_test(hostile_patterns_end),
  };
  return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
