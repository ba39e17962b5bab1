/* Figures as text: units, rounding, signs.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/digits.h"
#include "profile/profile.h"
#include "shared/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect(int64_t value, enum unit unit, bool is_signed,
                   const char *expected) {
  char text[UNITS_TEXT];
  units_format_bytes(text, value, unit, is_signed);
  assert_string_equal(text, expected);
}

static void small_sizes_are_bytes(void **state) {
  (void)state;
  expect(0, UNIT_AUTO, false, "0 B");
  expect(1400, UNIT_AUTO, false, "1400 B");
  expect(9999, UNIT_AUTO, false, "9999 B");
  expect(10000, UNIT_AUTO, false, "9.766 KiB");
}

static void a_unit_ends_below_a_thousand(void **state) {
  (void)state;
  expect(1023999, UNIT_AUTO, false, "999.999 KiB");
  expect(1024000, UNIT_AUTO, false, "0.977 MiB");
  expect(INT64_C(1048575999), UNIT_AUTO, false, "0.977 GiB");
  expect(INT64_C(1048575000), UNIT_AUTO, false, "999.999 MiB");
  expect(INT64_MAX, UNIT_AUTO, false, "8589934592.000 GiB");
}

static void halves_are_rounded_up(void **state) {
  (void)state;
  expect(64, UNIT_KIB, false, "0.063 KiB"); /* 0.0625 */
  expect(-64, UNIT_KIB, false, "-0.063 KiB");
  expect(1, UNIT_GIB, false, "0.000 GiB");
}

static void changes_have_signs(void **state) {
  (void)state;
  expect(400, UNIT_AUTO, true, "+400 B");
  expect(-400, UNIT_AUTO, true, "-400 B");
  expect(0, UNIT_AUTO, true, "0 B");
  expect(-10240, UNIT_AUTO, true, "-10.000 KiB");
  expect(INT64_MIN, UNIT_B, true, "-9223372036854775808 B");
}

static void kinds_decide_the_form(void **state) {
  (void)state;
  char text[UNITS_TEXT];
  units_format(text, 12345, COLUMN_COUNT, UNIT_KIB);
  assert_string_equal(text, "12345");
  units_format(text, 5, COLUMN_SIGNED_BYTES, UNIT_B);
  assert_string_equal(text, "+5 B");
  units_format(text, FIGURE_NONE, COLUMN_BYTES, UNIT_B);
  assert_string_equal(text, "");
}

static void expect_number(int64_t number, const char *digits,
                          const char *hundredths, const char *tenths) {
  char text[DIGITS_ROOM + 1];
  *digits_write(text, number) = '\0';
  assert_string_equal(text, digits);
  *digits_write_hundredths(text, number, 2) = '\0';
  assert_string_equal(text, hundredths);
  *digits_write_hundredths(text, number, 1) = '\0';
  assert_string_equal(text, tenths);
}

static void numbers_have_all_their_digits(void **state) {
  (void)state;
  expect_number(0, "0", "0.00", "0.0");
  expect_number(9, "9", "0.09", "0.1");
  expect_number(10, "10", "0.10", "0.1");
  expect_number(99, "99", "0.99", "1.0");
  expect_number(100, "100", "1.00", "1.0");
  expect_number(-1234, "-1234", "-12.34", "-12.3");
  expect_number(1234567, "1234567", "12345.67", "12345.7");
  expect_number(INT64_MAX, "9223372036854775807", "92233720368547758.07",
                "92233720368547758.1");
  expect_number(INT64_MIN, "-9223372036854775808", "-92233720368547758.08",
                "-92233720368547758.1");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(small_sizes_are_bytes),
      cmocka_unit_test(a_unit_ends_below_a_thousand),
      cmocka_unit_test(halves_are_rounded_up),
      cmocka_unit_test(changes_have_signs),
      cmocka_unit_test(kinds_decide_the_form),
      cmocka_unit_test(numbers_have_all_their_digits),
  };
  return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
