/* What --columns says, and the words that are suggested for wrong ones.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/columns.h"
#include "base/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Parses TEXT and compares the keys of the columns, each with a space. */
static void expect(const char *text, const char *expected) {
  struct columns columns;
  struct error error;
  char keys[512] = "";
  assert_true(columns_parse(text, &columns, &error));
  for (int i = 0; i < columns.count; i++) {
    strcat(keys, figure_columns[columns.list[i]].key);
    strcat(keys, " ");
  }
  assert_string_equal(keys, expected);
}

static void lists_keep_their_order(void **state) {
  (void)state;
  expect("peak,mem_usage", "peak mem_usage ");
  expect("default", "mem_usage increment occurrences ");
  expect("frees,default", "frees mem_usage increment occurrences ");
}

static void a_plus_adds_to_the_default(void **state) {
  (void)state;
  expect("+peak", "mem_usage increment occurrences peak ");
  expect("+increment,at_exit_bytes",
         "mem_usage increment occurrences at_exit_bytes ");
}

static void columns_come_once(void **state) {
  (void)state;
  expect("peak,peak,mem_usage,peak", "peak mem_usage ");
}

static void all_is_all(void **state) {
  (void)state;
  struct columns columns;
  struct error error;
  assert_true(columns_parse("all", &columns, &error));
  assert_int_equal(columns.count, FIGURES);
}

static void unknown_columns_are_errors(void **state) {
  (void)state;
  struct columns columns;
  struct error error;
  assert_false(columns_parse("peek", &columns, &error));
  assert_non_null(strstr(error.text, "did you mean 'peak'?"));
  assert_non_null(strstr(error.text, "at_exit_blocks"));
  assert_false(columns_parse("", &columns, &error));
  assert_false(columns_parse("peak,", &columns, &error));
  assert_false(columns_parse("+", &columns, &error));
}

static void near_words_are_suggested(void **state) {
  (void)state;
  const char *const words[] = {"annotate", "run", "env"};
  assert_string_equal(suggest_nearest("anotate", words, 3), "annotate");
  assert_string_equal(suggest_nearest("annoatte", words, 3), "annotate");
  assert_string_equal(suggest_nearest("rnu", words, 3), "run");
  assert_null(suggest_nearest("compare", words, 3));
  assert_null(suggest_nearest("", words, 3));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_keep_their_order),
      cmocka_unit_test(a_plus_adds_to_the_default),
      cmocka_unit_test(columns_come_once),
      cmocka_unit_test(all_is_all),
      cmocka_unit_test(unknown_columns_are_errors),
      cmocka_unit_test(near_words_are_suggested),
  };
  return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
