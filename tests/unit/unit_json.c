/* The JSON parser: what it takes, and what it refuses and why.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct json *json_of(const char *text) {
  return json_of_memory(text, strlen(text), "in");
}

static void accepts(const char *text) {
  struct json *json = json_of(text);
  if (!json_skip(json) || !json_finish(json))
    fail_msg("%s: %s", text, json_error(json)->text);
  json_free(json);
}

/* TEXT is refused with ERROR behind "in:". */
static void refuses(const char *text, const char *error) {
  struct json *json = json_of(text);
  assert_false(json_skip(json) && json_finish(json));
  assert_non_null(json_error(json));
  assert_string_equal(json_error(json)->text + strlen("in:"), error);
  json_free(json);
}

static void values(void **state) {
  (void)state;
  accepts("{}");
  accepts("[]");
  accepts(" \t\r\n[ 1 , -2.5e+10 , 0 , -0.0, 1E5, true, false, null ] \n");
  accepts("{\"a\": {\"b\": [[], {}]}, \"\": \"\"}");
  accepts("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"");
  accepts("12");
}

static void wrong_texts(void **state) {
  (void)state;
  refuses("", "1: expected a value, found the end of the file");
  refuses("[1,]", "1: expected a value, found ']'");
  refuses("[1 2]", "1: expected ',' or ']', found a number");
  refuses("{\"a\" 1}", "1: expected ':', found a number");
  refuses("{\"a\":1,}", "1: expected a key, found '}'");
  refuses("{1:2}", "1: expected a key, found a number");
  refuses("[1]\n\n]", "3: expected the end of the file, found ']'");
  refuses("[1", "1: expected ',' or ']', found the end of the file");
  refuses("tru", "1: expected the word true");
  refuses("nul1", "1: expected the word null");
  refuses("// c", "1: expected a value, found '/'");
  refuses("\x7f""ELF", "1: expected a value, found byte 0x7f");
}

static void wrong_numbers(void **state) {
  (void)state;
  refuses("01", "1: expected a number without extra zeros");
  refuses("-", "1: expected a number without extra zeros");
  refuses("1.", "1: expected a digit behind the point, found the end of the "
                "file");
  refuses("1e", "1: expected a digit of the exponent, found the end of the "
                "file");
  refuses("+1", "1: expected a value, found '+'");
  refuses(".5", "1: expected a value, found '.'");
}

static void wrong_strings(void **state) {
  (void)state;
  refuses("\"a", "1: expected '\"', found the end of the file");
  refuses("\"a\nb\"", "1: expected '\"', found byte 0x0a");
  refuses("\"\\x\"", "1: expected an escape that JSON has, found 'x'");
  refuses("\"\\u12g4\"", "1: expected four hexadecimal digits behind \\u");
  refuses("\"\\ud800\"", "1: expected a pair of surrogates, found one alone");
  refuses("\"\\udc00\"", "1: expected a pair of surrogates, found one alone");
  refuses("\"\\ud800\\u0041\"",
          "1: expected a pair of surrogates, found one alone");
  refuses("\"\xff\"", "1: expected UTF-8, found byte 0xff");
  refuses("\"\xc0\x80\"", "1: expected UTF-8, found byte 0xc0");
  refuses("\"\xed\xa0\x80\"", "1: expected UTF-8, found byte 0xed");
  refuses("\"\xf4\x90\x80\x80\"", "1: expected UTF-8, found byte 0xf4");
  refuses("\"\xe2\x82\"", "1: expected UTF-8, found byte 0xe2");
}

static void integer(const char *text, int64_t expected) {
  struct json *json = json_of(text);
  int64_t value;
  assert_true(json_integer(json, &value));
  assert_true(value == expected);
  json_free(json);
}

static void no_integer(const char *text, const char *error) {
  struct json *json = json_of(text);
  int64_t value;
  assert_false(json_integer(json, &value));
  assert_string_equal(json_error(json)->text, error);
  json_free(json);
}

static void integers(void **state) {
  (void)state;
  integer("0", 0);
  integer("-0", 0);
  integer("9223372036854775807", INT64_MAX);
  integer("-9223372036854775807", -INT64_MAX);
  no_integer("9223372036854775808", "in:1: expected a whole number below 2^63, "
                                    "found a larger one");
  no_integer("1.0",
             "in:1: expected a whole number, found a fraction or exponent");
  no_integer("1e3",
             "in:1: expected a whole number, found a fraction or exponent");
  no_integer("007", "in:1: expected a whole number, found one with a zero "
                    "before it");
  no_integer("\"1\"", "in:1: expected a whole number, found a string");
}

static void strings_are_decoded(void **state) {
  (void)state;
  struct json *json = json_of("[\"\\u00e9\\ud83d\\ude00\\u0000x\", \"\"]");
  struct json_text text;
  assert_true(json_enter(json, JSON_ARRAY) && json_next(json));
  assert_true(json_string(json, &text));
  assert_int_equal(text.length, 8);
  assert_memory_equal(text.text, "\xc3\xa9\xf0\x9f\x98\x80\0x", 8);
  assert_true(json_next(json) && json_string(json, &text));
  assert_int_equal(text.length, 0);
  assert_false(json_next(json));
  assert_true(json_finish(json));
  json_free(json);
}

static void the_first_failure_sticks(void **state) {
  (void)state;
  struct json *json = json_of("[1, x, 2]");
  int64_t value;
  int n = 0;
  json_enter(json, JSON_ARRAY);
  while (json_next(json)) {
    json_integer(json, &value);
    assert_true(++n < 4);
  }
  json_fail(json, 9, "another");
  assert_string_equal(json_error(json)->text,
                      "in:1: expected a whole number, found 'x'");
  assert_false(json_finish(json));
  json_free(json);
}

static void depth_is_bounded(void **state) {
  (void)state;
  char text[2 * JSON_MAX_DEPTH + 3];
  memset(text, '[', JSON_MAX_DEPTH);
  memset(text + JSON_MAX_DEPTH, ']', JSON_MAX_DEPTH);
  text[2 * JSON_MAX_DEPTH] = '\0';
  accepts(text);
  memset(text, '[', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  refuses(text, "1: expected at most 64 levels of nesting, found more");
}

/* Larger than the buffer, so that values cross its borders. */
static void long_inputs_from_a_file(void **state) {
  (void)state;
  char path[] = "/tmp/unit_json.XXXXXX";
  struct error error;
  FILE *file = fdopen(mkstemp(path), "w");
  assert_non_null(file);
  fputc('[', file);
  for (int i = 0; i < 100000; i++)
    fprintf(file, "%s%d, \"\xc3\xa9\"", i ? ",\n" : "", i);
  fputc(']', file);
  fclose(file);
  struct input *input = input_open(path, &error);
  assert_non_null(input);
  struct json *json = json_of_input(input, "in");
  int64_t value;
  struct json_text text;
  json_enter(json, JSON_ARRAY);
  for (int i = 0; i < 100000; i++) {
    assert_true(json_next(json) && json_integer(json, &value) && value == i);
    assert_true(json_next(json) && json_string(json, &text));
    assert_string_equal(text.text, "\xc3\xa9");
  }
  assert_false(json_next(json));
  assert_true(json_finish(json));
  assert_int_equal(json_line(json), 100000);
  json_free(json);
  input_close(input);
  unlink(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values),
      cmocka_unit_test(wrong_texts),
      cmocka_unit_test(wrong_numbers),
      cmocka_unit_test(wrong_strings),
      cmocka_unit_test(integers),
      cmocka_unit_test(strings_are_decoded),
      cmocka_unit_test(the_first_failure_sticks),
      cmocka_unit_test(depth_is_bounded),
      cmocka_unit_test(long_inputs_from_a_file),
  };
  return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
