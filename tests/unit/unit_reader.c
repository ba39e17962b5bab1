/* The reader: a whole profile, and one thing wrong with it at a time.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/invariants.h"
#include "analysis/lines.h"
#include "profile/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A function at lines 1 and 2 of a.c, inlined into main at line 9, which
   allocated 8 bytes, and the line on which it is called from elsewhere. */
static const char good[] =
    "{\"format\": \"memline-profile\", \"version\": 1, \"tool\": \"0.1.0\",\n"
    "\"host\": \"3.19.0\", \"platform\": \"amd64-linux\",\n"
    "\"command\": [\"./a\"], \"options\": {}, \"end\": \"exit 0\",\n"
    "\"totals\": {\"allocs\": 1, \"frees\": 0, \"allocated\": 8, \"freed\": 0,\n"
    " \"at_exit_bytes\": 8, \"at_exit_blocks\": 1, \"peak_bytes\": 8,\n"
    " \"peak_blocks\": 1, \"peak_event\": 1, \"events\": 1,\n"
    " \"inherited_bytes\": 0, \"inherited_blocks\": 0, \"ignored_frees\": 0},\n"
    "\"files\": [\"a\\uefe9.c\"],\n"
    "\"functions\": {\"columns\": [\"name\", \"file\", \"system\", \"calls\",\n"
    " \"net\", \"peak\"],\n"
    " \"rows\": [[\"f\", 0, 0, 1, 8, 8], [\"main\", 0, 0, 1, 8, 8]]},\n"
    "\"places\": {\"columns\": [\"outer\", \"function\", \"file\", \"line\",\n"
    " \"occurrences\", \"mem_usage\", \"peak\", \"allocated\", \"freed\",\n"
    " \"allocs\", \"frees\", \"self_allocated\", \"self_freed\",\n"
    " \"self_allocs\", \"self_frees\", \"at_peak_bytes\", \"at_peak_blocks\",\n"
    " \"at_exit_bytes\", \"at_exit_blocks\"], \"rows\": [\n"
    " [-1, -1, -1, 0, 0, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],\n"
    " [-1, 1, 0, 9, 1, 8, 8, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],\n"
    " [1, 0, 0, 2, 1, 8, 8, 8, 0, 1, 0, 8, 0, 1, 0, 8, 1, 8, 1],\n"
    " [-1, 0, 0, 2, 0, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]},\n"
    "\"contexts\": {\"columns\": [\"parent\", \"place\", \"allocs\",\n"
    " \"allocated\", \"frees\", \"freed\", \"at_peak_bytes\",\n"
    " \"at_peak_blocks\", \"at_exit_bytes\", \"at_exit_blocks\"],\n"
    " \"rows\": [[-1, 2, 1, 8, 0, 0, 8, 1, 8, 1]]}}\n";

/* `good` with the first FROM replaced.  The caller frees it. */
static char *changed(const char *from, const char *to) {
  const char *at = strstr(good, from);
  assert_non_null(at);
  size_t before = (size_t)(at - good);
  char *text = malloc(sizeof good + strlen(to));
  assert_non_null(text);
  memcpy(text, good, before);
  strcpy(text + before, to);
  strcat(text, at + strlen(from));
  return text;
}

static void accepts(const char *from, const char *to) {
  struct profile profile;
  struct error error;
  char *text = changed(from, to);
  if (!reader_memory(text, strlen(text), "in", &profile, &error))
    fail_msg("%s", error.text);
  profile_free(&profile);
  free(text);
}

/* The change makes the profile fail with a text in which ERROR stands. */
static void refuses(const char *from, const char *to, const char *error) {
  struct profile profile;
  struct error found;
  char *text = changed(from, to);
  assert_false(reader_memory(text, strlen(text), "in", &profile, &found));
  if (!strstr(found.text, error))
    fail_msg("expected '%s' in '%s'", error, found.text);
  assert_null(profile.places);
  free(text);
}

static void ignore(void *data, const char *text) {
  (void)data;
  (void)text;
}

static void everything_is_read(void **state) {
  (void)state;
  struct profile p;
  struct error error;
  assert_true(reader_memory(good, sizeof good - 1, "in", &p, &error));
  assert_string_equal(p.end, "exit 0");
  assert_int_equal(p.command_count, 1);
  assert_int_equal(p.totals[TOTAL_PEAK_BYTES], 8);
  assert_string_equal(p.files[0], "a\xe9.c");
  assert_int_equal(p.function_count, 2);
  assert_string_equal(p.functions[1].name, "main");
  assert_int_equal(p.place_count, 4);
  assert_int_equal(p.places[2].outer, 1);
  assert_int_equal(p.places[2].figures[FIGURE_INCREMENT], 8);
  assert_true(p.places[3].figures[FIGURE_PEAK] == FIGURE_NONE);
  assert_int_equal(p.contexts[0].amounts[AMOUNT_AT_EXIT_BLOCKS], 1);
  assert_int_equal(invariants_check(&p, ignore, NULL), 0);
  char *at = profile_inlined_at(&p, &p.places[2]);
  assert_string_equal(at, "a\xe9.c:9");
  free(at);
  profile_free(&p);
}

static void places_make_lines(void **state) {
  (void)state;
  struct profile p;
  struct error error;
  struct lines lines;
  int64_t figures[FIGURES];
  assert_true(reader_memory(good, sizeof good - 1, "in", &p, &error));
  lines_collect(&p, LINES_BY_FUNCTION, false, &lines);
  assert_int_equal(lines.count, 2);
  assert_int_equal(lines_of_function(&lines, 0), 0);
  assert_int_equal(lines_of_function(&lines, 1), 1);
  lines_figures(&lines, 0, figures);
  assert_int_equal(figures[FIGURE_PEAK], 8);
  assert_int_equal(figures[FIGURE_OCCURRENCES], 1);
  lines_free(&lines);
  lines_collect(&p, LINES_BY_FILE, true, &lines);
  assert_int_equal(lines.count, 3);
  lines_free(&lines);
  profile_free(&p);
}

static void unknown_parts_are_passed_over(void **state) {
  (void)state;
  accepts("\"version\": 1", "\"new\": {\"a\": [{}, null]}, \"version\": 1");
  accepts("\"frees\": 0", "\"frees\": 0, \"more\": [1.5]");
  accepts("\"rows\": [[\"f\"", "\"other\": [], \"rows\": [[\"f\"");
}

static void other_files(void **state) {
  (void)state;
  refuses("memline-profile", "dhat", "expected format \"memline-profile\"");
  refuses("\"version\": 1", "\"version\": 2",
          "in:1: written by a newer memline (version 2); this one reads up "
          "to 1");
  refuses("\"version\": 1", "\"version\": 0", "expected a version from 1");
  refuses("{\"format\": \"memline-profile\",", "{",
          "expected \"format\", found none (this is not a memline profile)");
  refuses("{\"format\"", "[\"format\"", "(this is not a memline profile)");
}

static void missing_and_double_parts(void **state) {
  (void)state;
  refuses("\"end\":", "\"fin\":", "expected \"end\", found none");
  refuses("\"end\":", "\"tool\":", "found \"tool\" twice");
  refuses("\"frees\": 0, ", "", "expected \"frees\" in totals, found none");
  refuses("\"frees\": 0", "\"allocs\": 0", "found \"allocs\" twice");
  refuses("\"calls\"", "\"called\"",
          "expected column \"calls\" in functions, found none");
  refuses("\"calls\"", "\"name\"", "found \"name\" twice");
  refuses("\"rows\": [[-1, 2", "\"lines\": [[-1, 2",
          "in contexts, found no rows");
  refuses("[[\"f\", 0, 0, 1, 8, 8]", "[[\"f\", 0, 0, 1, 8]",
          "in:11: expected 6 values in a row of functions, found 5");
  refuses("[[\"f\", 0, 0, 1, 8, 8]", "[[\"f\", 0, 0, 1, 8, 8, 8]",
          "expected 6 values in a row of functions, found more");
  refuses("[[\"f\", 0, 0,", "[[\"f\", 0, 2,", "expected system from 0 to 1");
}

static void wrong_values(void **state) {
  (void)state;
  refuses("\"allocs\": 1", "\"allocs\": -1", "expected allocs of at least 0");
  refuses("\"allocs\": 1", "\"allocs\": 1.0", "expected a whole number");
  refuses("[[\"f\", 0, 0, 1,", "[[null, 0, 0, 1,", "expected a string, found null");
  refuses("[[\"f\", 0, 0, 1,", "[[\"f\", 0, 0, null,", "expected a whole number");
  refuses("[[\"f\", 0, 0, 1,", "[[\"f\", 0, 0, -1,", "expected calls from 0");
  refuses("[[\"f\", 0", "[[\"f\\u0000\", 0", "found one with a NUL");
  refuses("0, 9, 1, 8,", "0, 2147483648, 1, 8,", "expected line from 0");
  refuses("\"options\": {}", "\"options\": []", "expected an object");
}

static void wrong_references(void **state) {
  (void)state;
  refuses("[[\"f\", 0", "[[\"f\", 1",
          "in:11: expected one of 1 rows of files, found number 1");
  refuses("[[\"f\", 0", "[[\"f\", -1", "expected the file of a function");
  refuses(" [-1, 1, 0, 9", " [-1, 2, 0, 9", "rows of functions, found");
  refuses(" [-1, 1, 0, 9", " [-1, -1, 0, 9", "in place 1, found -1, 0 and 9");
  refuses(" [-1, 1, 0, 9", " [-1, 1, 0, 0", "expected a function, file and");
  refuses(" [-1, 1, 0, 9", " [1, 1, 0, 9", "expected an earlier place");
  refuses(" [-1, 1, 0, 9", " [0, 1, 0, 9", "expected a place with a line");
  refuses("[-1, -1, -1, 0,", "[-1, -1, -1, 1,", "expected the place without");
  refuses("[[-1, 2, 1", "[[0, 2, 1", "expected an earlier context");
  refuses("[[-1, 2, 1", "[[-1, 4, 1", "expected one of 4 rows of places");
  refuses("[[-1, 2, 1", "[[-1, -1, 1", "expected the place of context 0");
}

#define MERGED(rest) "\"merged\": {\"profiles\": " rest "}, \"files\":"

#define LINES(rows)                                                            \
  "\"lines\": {\"columns\": [\"function\", \"file\", \"line\", \"profiles\", "        \
  "\"peak_sum_bytes\", \"worst\"], \"rows\": [" rows "]}"

static void merged_profiles(void **state) {
  (void)state;
  accepts("\"files\":", MERGED("2, \"worst\": \"a\", \"peak_sum_bytes\": 9, "
                               "\"x\": [1], " LINES("")));
  accepts("\"files\":", MERGED("2, \"worst\": \"a\", \"peak_sum_bytes\": 9, "
                               LINES("[0, 0, 5, 2, 9, \"a\"]")));
  refuses("\"files\":", MERGED("2, \"worst\": \"a\""),
          "expected \"peak_sum_bytes\" in merged, found none");
  refuses("\"files\":", MERGED("2, \"worst\": \"a\", \"peak_sum_bytes\": 9, "
                               LINES("[0, 9, 5, 2, 9, \"a\"]")),
          "rows of files, found number 9");
  refuses("\"files\":", MERGED("2, " LINES("[0, 0, 5, 0, 9, \"a\"]")),
          "expected the profiles of row 0 of lines, found none");
  refuses("\"files\":", MERGED("2, " LINES("[0, 0, 5, 1, null, \"a\"]")),
          "expected the peak_sum_bytes of row 0 of lines, found none");
  refuses("\"files\":", MERGED("2, " LINES("[0, 0, 5, 1, 9, \"a\"], "
                                           "[0, 0, 5, 1, 9, \"b\"]")),
          "found row 1 behind a later one");
  refuses("\"files\":", MERGED("2, \"worst\": 1"), "expected a string");
  refuses("\"files\":", MERGED("0, \"worst\": \"a\", \"peak_sum_bytes\": 9"),
          "expected profiles of at least 1, found 0");
  refuses("\"files\":", MERGED("2, \"profiles\": 2"), "found \"profiles\" twice");
}

static void sums_do_not_overflow(void **state) {
  (void)state;
  refuses("0, 9, 1, 8, 8, 8,", "0, 9, 1, 8, 8, 9223372036854775807,",
          "expected a sum of allocated below 2^63");
}

static void violations_are_found(void **state) {
  (void)state;
  static const char *const changes[][2] = {
      {"\"freed\": 0", "\"freed\": 1"},
      {"0, 9, 1, 8, 8,", "0, 9, 1, 9, 8,"},
      {"0, 9, 1, 8, 8,", "0, 9, 1, null, 8,"},
      {"0, 9, 1, 8, 8, 8,", "0, 9, 1, 8, 8, 9,"},
      {"[\"main\", 0, 0, 1, 8, 8]", "[\"main\", 0, 0, 0, 8, 8]"},
      {"[\"main\", 0, 0, 1, 8, 8]", "[\"main\", 0, 0, 1, 8, 9]"},
      {"[[-1, 2, 1, 8", "[[-1, 2, 1, 9"},
      {"\"events\": 1", "\"events\": 2"},
  };
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
    struct profile profile;
    struct error error;
    char *text = changed(changes[i][0], changes[i][1]);
    assert_true(
        reader_memory(text, strlen(text), "in", &profile, &error));
    assert_true(invariants_check(&profile, ignore, NULL) > 0);
    profile_free(&profile);
    free(text);
  }
}

static void every_cut_is_noticed(void **state) {
  (void)state;
  for (size_t n = 0; n < sizeof good - 2; n++) {
    struct profile profile;
    struct error error;
    char *text = malloc(n + 1);
    assert_non_null(text);
    memcpy(text, good, n);
    assert_false(reader_memory(text, n, "in", &profile, &error));
    assert_memory_equal(error.text, "in:", 3);
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everything_is_read),
      cmocka_unit_test(places_make_lines),
      cmocka_unit_test(unknown_parts_are_passed_over),
      cmocka_unit_test(other_files),
      cmocka_unit_test(missing_and_double_parts),
      cmocka_unit_test(wrong_values),
      cmocka_unit_test(wrong_references),
      cmocka_unit_test(merged_profiles),
      cmocka_unit_test(sums_do_not_overflow),
      cmocka_unit_test(violations_are_found),
      cmocka_unit_test(every_cut_is_noticed),
  };
  return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
