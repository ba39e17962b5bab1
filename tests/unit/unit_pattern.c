/* Which functions --func means.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void names_and_globs(void **state) {
  (void)state;
  assert_true(pattern_fits("grow", "/home/u/grow.c", "grow"));
  assert_true(pattern_fits("gr*", "/home/u/x.c", "grow"));
  assert_false(pattern_fits("gr", "/home/u/x.c", "grow"));
  assert_true(pattern_fits("operator[]", "a.cc", "operator[](int)"));
}

static void files(void **state) {
  (void)state;
  assert_true(pattern_fits("grow.c", "/home/u/grow.c", "main"));
  assert_true(pattern_fits("/home/*", "/home/u/grow.c", "main"));
  assert_true(pattern_fits("*.c", "/home/u/grow.c", "main"));
  assert_false(pattern_fits("u/grow.c", "/home/u/grow.c", "main"));
  assert_true(pattern_fits("a.c", "a.c", "main"));
}

static void file_and_function(void **state) {
  (void)state;
  assert_true(pattern_fits("grow.c:main", "/home/u/grow.c", "main"));
  assert_false(pattern_fits("grow.c:grow", "/home/u/grow.c", "main"));
  assert_true(pattern_fits("*:ma*", "/home/u/grow.c", "main"));
  assert_true(pattern_fits("a:b.c:f", "/home/a:b.c", "f"));
}

static void colons_of_cxx(void **state) {
  (void)state;
  assert_true(pattern_fits("ns::f", "/a.cc", "ns::f(int)"));
  assert_true(pattern_fits("a.cc:ns::f", "/a.cc", "ns::f(int) const"));
  assert_true(pattern_fits("ns::*", "/a.cc", "ns::f(int)"));
  assert_false(pattern_fits("ns:f", "/a.cc", "ns::f(int)"));
}

static void parameters_may_be_left_out(void **state) {
  (void)state;
  assert_true(pattern_fits("f(int)", "/a.cc", "f(int)"));
  assert_false(pattern_fits("f(long)", "/a.cc", "f(int)"));
  assert_true(pattern_fits("f", "/a.cc", "f(void (*)(int), char)"));
  assert_true(pattern_fits("f<int>", "/a.cc", "f<int>()"));
}

static size_t bare(const char *name) { return pattern_bare_length(name); }

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_and_globs),
      cmocka_unit_test(files),
      cmocka_unit_test(file_and_function),
      cmocka_unit_test(colons_of_cxx),
      cmocka_unit_test(parameters_may_be_left_out),
      cmocka_unit_test(bare_names),
  };
  return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
