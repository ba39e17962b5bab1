/* Source files: where they are looked for, and how lines are shown.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/source.h"
#include "shared/hash.h"
#include "shared/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char directory[] = "/tmp/unit_source.XXXXXX";

static const struct source_search nowhere = {.others = SOURCE_ANY_OTHERS};
static const struct digest unknown = {-1, 0};

static int set_up(void **state) {
  (void)state;
  return mkdtemp(directory) && chdir(directory) == 0 ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  unlink("a.c");
  unlink("pipe");
  return rmdir(directory);
}

static void write_file(const char *text, size_t length) {
  FILE *file = fopen("a.c", "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static struct source *find(const struct digest *digest,
                           const struct source_search *search) {
  bool withheld;
  return source_find("a.c", digest, search, &withheld);
}

struct collected {
  char text[256];
};

static void collect(void *data, long line, const char *text, size_t length) {
  struct collected *all = data;
  size_t n = strlen(all->text);
  snprintf(all->text + n, sizeof all->text - n, "%ld:%.*s|", line, (int)length,
           text);
}

/* The lines of a file with that content, as they are shown. */
static void expect(const char *content, size_t length, long last,
                   const char *expected) {
  struct collected all = {""};
  write_file(content, length);
  struct source *source = find(&unknown, &nowhere);
  assert_non_null(source);
  source_walk(source, 1, last, collect, &all);
  assert_string_equal(all.text, expected);
  source_free(source);
}

#define EXPECT(content, last, expected)                                        \
  expect(content, sizeof content - 1, last, expected)

static void lines_are_walked(void **state) {
  (void)state;
  EXPECT("a\nb\n", 3, "1:a|2:b|3:|");
  EXPECT("a\nb", 2, "1:a|2:b|");
  EXPECT("a\r\n\r\nb\r\n", 3, "1:a|2:|3:b|");
  EXPECT("", 1, "1:|");
  EXPECT("\n", 2, "1:|2:|");
}

static void text_is_fit_to_be_shown(void **state) {
  (void)state;
  EXPECT("\ta\n", 1, "1:        a|");
  EXPECT("ab\tc\t\n", 1, "1:ab      c|");
  EXPECT("\xc3\xa9\tx\n", 1, "1:\xc3\xa9       x|");
  EXPECT("a\0b\033[1m\x7f\n", 1, "1:a?b?[1m?|");
  EXPECT("caf\xe9 \v\n", 1, "1:caf\xe9|");
  EXPECT("\xc2\x9b" "1m\x9b" "2m\xc2\xa0|\xe2\x80\x9b\n", 1,
         "1:?1m?2m\xc2\xa0|\xe2\x80\x9b|");
  EXPECT("\xd8\x9c|\xd8\x9b|\xe2\x80\x8d|\xe2\x80\x8e|\xe2\x80\x8f|\xe2\x80\x90\n", 1,
         "1:?|\xd8\x9b|\xe2\x80\x8d|?|?|\xe2\x80\x90|");
  EXPECT("\xe2\x80\xa7|\xe2\x80\xa8|\xe2\x80\xa9|\xe2\x80\xaa|\xe2\x80\xae|\xe2\x80\xaf\n",
         1, "1:\xe2\x80\xa7|?|?|?|?|\xe2\x80\xaf|");
  EXPECT("\xe2\x81\xa5|\xe2\x81\xa6|\xe2\x81\xa9|\xe2\x81\xaa|\xe3\x80\xae\n", 1,
         "1:\xe2\x81\xa5|?|?|\xe2\x81\xaa|\xe3\x80\xae|");
  EXPECT("\xe0\x80\x9b\xc0\x9b\xe2\x80\n", 1, "1:\xe0??\xc0?\xe2?|");
}

/* Adds up the lengths of lines that end with points. */
static void measure(void *data, long line, const char *text, size_t length) {
  (void)line;
  assert_true(length > 3 && memcmp(text + length - 3, "...", 3) == 0);
  *(size_t *)data += length;
}

static void very_long_lines(void **state) {
  (void)state;
  size_t length = 3000000;
  char *text = malloc(length);
  assert_non_null(text);
  memset(text, 'x', length);
  write_file(text, length);
  struct source *source = find(&unknown, &nowhere);
  size_t shown = 0;
  source_walk(source, 1, 1, measure, &shown);
  assert_int_equal(shown, TEXT_MAX_COLUMNS + 3);
  source_free(source);
  free(text);
}

static void only_regular_files(void **state) {
  (void)state;
  assert_int_equal(mkfifo("pipe", 0600), 0);
  static const char *const paths[] = {"pipe", ".", "/dev/zero", ""};
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    bool withheld = true;
    assert_null(source_find(paths[i], &unknown, &nowhere, &withheld));
    assert_false(withheld);
  }
}

/* Without a wish for others, only what the profile says. */
static void only_what_it_was(void **state) {
  (void)state;
  static const struct source_search strict = {0};
  struct digest digest = {3, hash_more(HASH_START, "abc", 3)};
  bool withheld;
  write_file("abc", 3);
  struct source *source = source_find("a.c", &digest, &strict, &withheld);
  assert_non_null(source);
  assert_false(withheld || source_changed(source));
  source_free(source);
  assert_null(source_find("a.c", &unknown, &strict, &withheld));
  assert_true(withheld);
  digest.hash++;
  assert_null(source_find("a.c", &digest, &strict, &withheld));
  assert_true(withheld);
  assert_null(source_find("b.c", &digest, &strict, &withheld));
  assert_false(withheld);
  source = source_find("a.c", &digest, &nowhere, &withheld);
  assert_true(source && source_changed(source) && !withheld);
  source_free(source);
}

static void tried(const char *path, const struct source_search *search,
                  const char *expected) {
  char *text = source_tried(path, search);
  assert_string_equal(text, expected);
  free(text);
}

static void places_to_look(void **state) {
  (void)state;
  const char *const directories[] = {"d", "e"};
  const struct source_search search = {
      .profile_directory = "p", .directories = directories, .directory_count = 1};
  const struct source_search both = {.directories = directories,
 .directory_count = 2};
  tried("/a/b.c", &nowhere, "/a/b.c");
  tried("b.c", &search, "b.c, p/b.c, d/b.c");
  tried("/a/b.c", &search, "/a/b.c, d/a/b.c, d/b.c");
  tried("../x/b.c", &both, "../x/b.c, d/x/b.c, d/b.c, e/x/b.c, e/b.c");
  tried("x/../b.c", &both, "x/../b.c, d/x/../b.c, d/b.c, e/x/../b.c, e/b.c");
  tried("x/../../b.c", &both, "x/../../b.c, d/b.c, e/b.c");
  tried("x/..", &both, "x/.., d/x/.., e/x/..");
  const char *const maps[] = {"/a=n"};
  const struct source_search mapped = {.maps = maps, .map_count = 1};
  tried("/a/x/b.c", &mapped, "n/x/b.c, /a/x/b.c");
  tried("/a/x/../../b.c", &mapped, "/a/x/../../b.c");
  tried("", &nowhere, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_are_walked),
      cmocka_unit_test(text_is_fit_to_be_shown),
      cmocka_unit_test(very_long_lines),
      cmocka_unit_test(only_regular_files),
      cmocka_unit_test(only_what_it_was),
      cmocka_unit_test(places_to_look),
  };
  return cmocka_run_group_tests_name("source", tests, set_up, tear_down);
}
