/* Two profiles side by side: what is the same code, and what changed.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/compare.h"
#include "analysis/same_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A line that ran once and allocated so many bytes. */
struct text_line {
  const char *function;
  int32_t line;
  int64_t allocated;
  const char *text; /* NULL: not known */
};

#define MAX_LINES 8

struct side {
  struct profile profile;
  struct lines lines;
  const char *texts[MAX_LINES];
};

/* A profile of one file.  Lines of one function follow each other, and come in
   the order of their numbers. */
static struct side *side_of(const char *file, uint64_t hash,
                            const struct text_line *from, size_t count) {
  struct side *side = calloc(1, sizeof *side);
  assert_non_null(side);
  struct profile *p = &side->profile;
  p->files = calloc(1, sizeof *p->files);
  p->digests = calloc(1, sizeof *p->digests);
  p->functions = calloc(count, sizeof *p->functions);
  p->places = calloc(count + 1, sizeof *p->places);
  assert_true(p->files && p->digests && p->functions && p->places);
  p->files[p->file_count++] = file;
  p->digests[0] = (struct digest){hash ? 100 : -1, hash};
  p->places[p->place_count++] = (struct place){-1, -1, -1, 0, {0}};
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || strcmp(from[i].function, from[i - 1].function) != 0)
      p->functions[p->function_count++].name = from[i].function;
    struct place *place = &p->places[p->place_count++];
    *place = (struct place){-1, (int32_t)p->function_count - 1, 0,
                            from[i].line, {0}};
    place->figures[FIGURE_OCCURRENCES] = 1;
    place->figures[FIGURE_SELF_ALLOCATED] = from[i].allocated;
    side->texts[i] = from[i].text;
  }
  lines_collect(p, LINES_BY_FUNCTION, false, &side->lines);
  assert_int_equal(side->lines.count, count);
  return side;
}

static void side_free(struct side *side) {
  lines_free(&side->lines);
  profile_free(&side->profile);
  free(side);
}

static const char letters[CHANGES] = {'n', 'x', '+', '-', '>'};

/* The comparison by self_allocated and occurrences as text: a letter for the
   change, the lines and the difference; "n0-7:5" is new code at line 7. */
static void expect_of(struct side *old, struct side *new, const char *expected,
                      size_t differences) {
  const struct compare_side sides[2] = {
      {&old->lines, old->texts, true}, {&new->lines, new->texts, true}};
  const struct columns columns = {
      {FIGURE_SELF_ALLOCATED, FIGURE_OCCURRENCES}, 2};
  struct comparison comparison;
  char found[256] = "";
  compare_profiles(sides, &columns, &comparison);
  compare_sort(&comparison, -1, &columns);
  for (size_t i = 0; i < comparison.count; i++) {
    const struct compare_row *row = &comparison.rows[i];
    size_t n = strlen(found);
    snprintf(found + n, sizeof found - n, "%s%c%d-%d:%lld", n ? " " : "",
             letters[row->change], row->side[OLD].line, row->side[NEW].line,
             (long long)compare_difference(row, FIGURE_SELF_ALLOCATED));
  }
  assert_string_equal(found, expected);
  assert_int_equal(comparison.differences, differences);
  comparison_free(&comparison);
  side_free(old);
  side_free(new);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SIDE(file, hash, lines) side_of(file, hash, lines, COUNT(lines))
#define EXPECT(old, new, expected, differences)                                \
  expect_of(SIDE("a.c", 1, old), SIDE("a.c", 2, new), expected, differences)

static const struct text_line before[] = {
    {"f", 1, 0, "f() {"},
    {"f", 2, 10, "a = malloc(10);"},
    {"f", 3, 30, "b = malloc(30);"},
    {"g", 10, 5, "c = malloc(5);"},
};

static void equal(void **state) {
  (void)state;
  EXPECT(before, before, "", 0);
}

static void every_change(void **state) {
  (void)state;
  const struct text_line after[] = {
      {"f", 1, 0, "f() {"},
      {"f", 2, 11, "a = malloc(10);"},
      {"f", 4, 29, "b = malloc(30);"},
      {"f", 5, 7, "d = malloc(7);"},
      {"h", 20, 5, "c = malloc(5);"},
  };
  EXPECT(before, after, "n0-5:7 n0-20:5 x10-0:-5 +2-2:1 -3-4:-1", 5);
}

static void code_that_moved(void **state) {
  (void)state;
  const struct text_line after[] = {
      {"f", 7, 0, "f()   {"},
      {"f", 8, 30, " b=malloc(30);"},
      {"f", 9, 10, "a = malloc( 10 );"},
      {"g", 10, 5, "c = malloc(5);"},
  };
  EXPECT(before, after, ">1-7:0 >3-8:0 >2-9:0", 0);
}

/* Which of them is which cannot be said, so it is their sum that counts. */
static void equal_lines_are_one(void **state) {
  (void)state;
  const struct text_line old[] = {{"f", 1, 1, "x();"}, {"f", 2, 20, "y();"},
                                  {"f", 3, 300, "x();"}};
  const struct text_line new[] = {{"f", 1, 300, "x();"}, {"f", 2, 1, "x();"},
                                  {"f", 3, 20, "y();"}, {"f", 4, 9, "x();"}};
  EXPECT(old, new, "+1-1:9 >2-3:0", 1);
}

/* By their distance from the first line of the function. */
static void without_text(void **state) {
  (void)state;
  const struct text_line after[] = {
      {"f", 4, 0, "f() {"},
      {"f", 5, 10, NULL},
      {"f", 6, 40, "d = malloc(30);"},
      {"g", 13, 5, "c = malloc(5);"},
  };
  EXPECT(before, after, "+3-6:10 >1-4:0 >2-5:0 >10-13:0", 1);
}

/* In a file that did not change, a line is its number. */
static void same_file(void **state) {
  (void)state;
  const struct text_line old[] = {{"f", 1, 1, NULL}, {"f", 3, 300, NULL}};
  const struct text_line new[] = {{"f", 3, 300, NULL}};
  expect_of(SIDE("a.c", 1, old), SIDE("a.c", 1, new), "x1-0:-1", 1);
  expect_of(SIDE("/old/a.c", 1, old), SIDE("/new/a.c", 1, new), "x1-0:-1", 1);
  expect_of(SIDE("a.c", 1, old), SIDE("b.c", 1, new),
            "n0-3:300 x3-0:-300 x1-0:-1", 3);
}

static void no_line(void **state) {
  (void)state;
  struct side *old = SIDE("a.c", 1, before), *new = SIDE("a.c", 1, before);
  new->profile.places[0].figures[FIGURE_SELF_ALLOCATED] = 72704;
  expect_of(old, new, "+0-0:72704", 1);
}

/* Lines that ran and did nothing that is compared are no news. */
static void nothing_done(void **state) {
  (void)state;
  struct side *old = SIDE("a.c", 1, before), *new = SIDE("a.c", 2, before);
  old->profile.places[2].figures[FIGURE_OCCURRENCES] = 0;
  old->profile.places[2].figures[FIGURE_SELF_ALLOCATED] = 0;
  new->profile.places[2].line = 50;
  new->profile.places[2].figures[FIGURE_OCCURRENCES] = 0;
  new->profile.places[2].figures[FIGURE_SELF_ALLOCATED] = 0;
  new->texts[1] = "z();";
  expect_of(old, new, "", 0);
}

static void large_differences(void **state) {
  (void)state;
  const struct text_line one[] = {{"f", 1, INT64_MAX, "x"}};
  const struct text_line two[] = {{"f", 1, -INT64_MAX, "x"}};
  EXPECT(one, two, "-1-1:-9223372036854775807", 1);
  EXPECT(two, one, "+1-1:9223372036854775807", 1);
}

/* The twins of NEW's files, as a letter for OLD's, or a point for none. */
static void expect_twins(const char *const *new, size_t new_count,
                         const char *const *old, size_t old_count,
                         const char *expected) {
  struct profile a = {.files = (const char **)new, .file_count = new_count};
  struct profile b = {.files = (const char **)old, .file_count = old_count};
  char found[16] = "";
  int32_t *twins = same_files(&a, &b);
  assert_non_null(twins);
  for (size_t i = 0; i < new_count; i++)
    found[i] = twins[i] < 0 ? '.' : (char)('a' + twins[i]);
  free(twins);
  assert_string_equal(found, expected);
}

#define TWINS(new, old, expected)                                              \
  expect_twins(new, COUNT(new), old, COUNT(old), expected)

static void files(void **state) {
  (void)state;
  const char *const here[] = {"/here/src/a.c", "/here/lib/a.c", "/usr/b.h",
                              "/here/main.c"};
  const char *const there[] = {"/usr/b.h", "/there/lib/a.c", "/there/main.c",
                               "/there/src/a.c"};
  const char *const moved[] = {"lib/core/a.c", "b.h", "domain.c"};
  TWINS(here, here, "abcd");
  TWINS(here, there, "dbac");
  TWINS(there, here, "cbda");
  TWINS(moved, here, ".c."); /* two files end with a.c; domain.c is no main.c */
  const char *const one[] = {"a.c", "/usr/b.h"};
  TWINS(one, here, ".c");
  const char *const relative[] = {"lib/a.c"};
  TWINS(relative, here, "b");
  TWINS(here, relative, ".a..");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal),
      cmocka_unit_test(every_change),
      cmocka_unit_test(code_that_moved),
      cmocka_unit_test(equal_lines_are_one),
      cmocka_unit_test(without_text),
      cmocka_unit_test(same_file),
      cmocka_unit_test(no_line),
      cmocka_unit_test(nothing_done),
      cmocka_unit_test(large_differences),
      cmocka_unit_test(files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
