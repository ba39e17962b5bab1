/* The sum of profiles: what adds up, what is the largest, whose peak it is, and
   that no order of adding makes a difference.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/invariants.h"
#include "profile/merge.h"
#include "profile/reader.h"
#include "profile/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A run of which main allocated PEAK bytes in one block on line LINE of FILE,
   and freed them unless KEPT. */
struct run {
  const char *file;
  int line;
  long long peak;
  int kept;
  const char *argument, *hash, *end;
};

static struct profile profile_of(const struct run *run) {
  struct profile profile;
  struct error error;
  char *text;
  size_t length;
  FILE *out = open_memstream(&text, &length);
  assert_non_null(out);
  long long freed = run->kept ? 0 : run->peak, at_exit = run->peak - freed;
  int frees = !run->kept;
  fprintf(out,
          "{\"format\": \"memline-profile\", \"version\": 1, \"tool\": \"1\","
          "\"host\": \"3.19.0\", \"platform\": \"amd64-linux\","
          "\"command\": [\"./a\", \"%s\"], \"options\": {}, \"end\": \"%s\","
          "\"totals\": {\"allocs\": 1, \"frees\": %d, \"allocated\": %lld,"
          "\"freed\": %lld, \"at_exit_bytes\": %lld, \"at_exit_blocks\": %d,"
          "\"peak_bytes\": %lld, \"peak_blocks\": 1, \"peak_event\": 1,"
          "\"events\": %d, \"inherited_bytes\": 0, \"inherited_blocks\": 0,"
          "\"ignored_frees\": 0},",
          run->argument ? run->argument : "x", run->end ? run->end : "exit 0",
          frees, run->peak, freed, at_exit, run->kept, run->peak, 1 + frees);
  fprintf(out, "\"files\": [\"%s\"], ", run->file);
  if (run->hash)
    fprintf(out,
            "\"sources\": {\"columns\": [\"file\", \"size\", \"hash\"],"
            "\"rows\": [[0, 5, \"%s\"]]}, ",
            run->hash);
  fprintf(out,
          "\"functions\": {\"columns\": [\"name\", \"file\", \"system\","
          "\"calls\", \"net\", \"peak\"], \"rows\": "
          "[[\"main\", 0, 0, 1, %lld, %lld]]},",
          at_exit, run->peak);
  fprintf(out,
          "\"places\": {\"columns\": [\"outer\", \"function\", \"file\","
          "\"line\", \"occurrences\", \"mem_usage\", \"peak\", \"allocated\","
          "\"freed\", \"allocs\", \"frees\", \"self_allocated\","
          "\"self_freed\", \"self_allocs\", \"self_frees\", \"at_peak_bytes\","
          "\"at_peak_blocks\", \"at_exit_bytes\", \"at_exit_blocks\"],"
          "\"rows\": [[-1, -1, -1, 0, 0, null, null, 0, 0, 0, 0, 0, 0, 0, 0,"
          "0, 0, 0, 0], [-1, 0, 0, %d, 3, %lld, %lld, %lld, %lld, 1, %d,"
          "%lld, %lld, 1, %d, %lld, 1, %lld, %d]]},",
          run->line, at_exit, run->peak, run->peak, freed, frees, run->peak,
          freed, frees, run->peak, at_exit, run->kept);
  fprintf(out,
          "\"contexts\": {\"columns\": [\"parent\", \"place\", \"allocs\","
          "\"allocated\", \"frees\", \"freed\", \"at_peak_bytes\","
          "\"at_peak_blocks\", \"at_exit_bytes\", \"at_exit_blocks\"],"
          "\"rows\": [[-1, 1, 1, %lld, %d, %lld, %lld, 1, %lld, %d]]}}",
          run->peak, frees, freed, run->peak, at_exit, run->kept);
  fclose(out);
  if (!reader_memory(text, length, "in", &profile, &error))
    fail_msg("%s", error.text);
  free(text);
  return profile;
}

static void add(struct merge *merge, const struct run *run, const char *name) {
  struct profile profile = profile_of(run);
  struct error error;
  if (!merge_add(merge, &profile, name, &error))
    fail_msg("%s", error.text);
  profile_free(&profile);
}

static struct profile finish(struct merge *merge) {
  struct profile sum;
  merge_finish(merge, &sum);
  merge_free(merge);
  return sum;
}

static void complain(void *data, const char *text) {
  (void)data;
  fail_msg("%s", text);
}

/* One after the other, under the names "a", "b" and so on. */
static struct profile sum_of(const struct run *runs, size_t count) {
  struct merge *merge = merge_new();
  for (size_t i = 0; i < count; i++)
    add(merge, &runs[i], (char[]){(char)('a' + i), '\0'});
  struct profile sum = finish(merge);
  assert_int_equal(invariants_check(&sum, complain, NULL), 0);
  return sum;
}

static void flows_add_and_peaks_do_not(void **state) {
  (void)state;
  const struct run runs[] = {{.file = "a.c", .line = 5, .peak = 100},
                             {.file = "a.c", .line = 5, .peak = 300, .kept = 1},
                             {.file = "a.c", .line = 5, .peak = 200, .kept = 1}};
  struct profile sum = sum_of(runs, 3);
  assert_int_equal(sum.merged.profiles, 3);
  assert_int_equal(sum.merged.peak_sum_bytes, 600);
  assert_string_equal(sum.merged.worst, "b");
  assert_int_equal(sum.totals[TOTAL_ALLOCATED], 600);
  assert_int_equal(sum.totals[TOTAL_AT_EXIT_BYTES], 500);
  assert_int_equal(sum.totals[TOTAL_PEAK_BYTES], 300);
  assert_int_equal(sum.functions[0].calls, 3);
  assert_int_equal(sum.functions[0].net, 500);
  assert_int_equal(sum.functions[0].peak, 300);
  assert_int_equal(sum.place_count, 2);
  const int64_t *figures = sum.places[1].figures;
  assert_int_equal(figures[FIGURE_OCCURRENCES], 9);
  assert_int_equal(figures[FIGURE_ALLOCATED], 600);
  assert_int_equal(figures[FIGURE_INCREMENT], 500);
  assert_int_equal(figures[FIGURE_MEM_USAGE], 300);
  assert_int_equal(figures[FIGURE_PEAK], 300);
  assert_int_equal(figures[FIGURE_AT_PEAK_BYTES], 300);
  assert_int_equal(figures[FIGURE_AT_EXIT_BYTES], 500);
  assert_int_equal(sum.context_count, 1);
  assert_int_equal(sum.contexts[0].amounts[AMOUNT_ALLOCATED], 600);
  assert_int_equal(sum.contexts[0].amounts[AMOUNT_AT_PEAK_BYTES], 300);
  profile_free(&sum);
}

/* Through another merged profile or not. */
static void peaks_of_lines(void **state) {
  (void)state;
  const struct run runs[] = {{.file = "b.c", .line = 5, .peak = 100},
                             {.file = "a.c", .line = 7, .peak = 40},
                             {.file = "b.c", .line = 5, .peak = 300},
                             {.file = "b.c", .line = 5, .peak = 300}};
  for (size_t steps = 1; steps <= 3; steps++) {
    struct profile first = sum_of(runs, steps), sum;
    struct merge *merge = merge_new();
    struct error error;
    for (size_t i = 4; i-- > steps;)
      add(merge, &runs[i], (char[]){(char)('a' + i), '\0'});
    assert_true(merge_add(merge, &first, "first", &error));
    sum = finish(merge);
    assert_int_equal(sum.merged.line_count, 2);
    const struct line_peaks *line = profile_peaks(&sum, &sum.places[1]);
    assert_int_equal(line->line, 7);
    assert_int_equal(line->profiles, 1);
    assert_int_equal(line->peak_sum, 40);
    assert_string_equal(line->worst, "b");
    line = profile_peaks(&sum, &sum.places[2]);
    assert_int_equal(line->profiles, 3);
    assert_int_equal(line->peak_sum, 700);
    assert_string_equal(line->worst, "c");
    profile_free(&first);
    profile_free(&sum);
  }
}

/* What is said of one file's lines stays apart from another's. */
static void rows_meet_by_name(void **state) {
  (void)state;
  const struct run runs[] = {{.file = "b.c", .line = 5, .peak = 100},
                             {.file = "a.c", .line = 5, .peak = 20},
                             {.file = "b.c", .line = 4, .peak = 3}};
  struct profile sum = sum_of(runs, 3);
  assert_int_equal(sum.file_count, 2);
  assert_string_equal(sum.files[0], "a.c");
  assert_int_equal(sum.function_count, 2);
  assert_int_equal(sum.place_count, 4);
  assert_int_equal(sum.places[1].figures[FIGURE_ALLOCATED], 20);
  assert_int_equal(sum.places[2].line, 4);
  assert_int_equal(sum.places[2].figures[FIGURE_ALLOCATED], 3);
  assert_int_equal(sum.places[2].figures[FIGURE_AT_PEAK_BYTES], 0);
  assert_int_equal(sum.places[3].figures[FIGURE_ALLOCATED], 100);
  profile_free(&sum);
}

static void equal_peaks(void **state) {
  (void)state;
  const struct run here = {.file = "a.c", .line = 5, .peak = 100};
  const struct run there = {.file = "a.c", .line = 6, .peak = 100};
  for (int turn = 0; turn < 2; turn++) {
    struct merge *merge = merge_new();
    add(merge, turn ? &here : &there, turn ? "rank2" : "rank1");
    add(merge, turn ? &there : &here, turn ? "rank1" : "rank2");
    struct profile sum = finish(merge);
    assert_string_equal(sum.merged.worst, "rank1");
    assert_int_equal(sum.places[1].figures[FIGURE_AT_PEAK_BYTES], 0);
    assert_int_equal(sum.places[2].figures[FIGURE_AT_PEAK_BYTES], 100);
    profile_free(&sum);
  }
}

static void texts(void **state) {
  (void)state;
  const struct run same[] = {{.file = "a.c", .line = 1}, {.file = "a.c", .line = 1}};
  const struct run other[] = {
      {.file = "a.c", .line = 1, .argument = "1"},
      {.file = "a.c", .line = 1, .argument = "2", .end = "signal"},
      {.file = "a.c", .line = 1, .argument = "...\", \"1"}};
  struct profile sum = sum_of(same, 2);
  assert_int_equal(sum.command_count, 2);
  assert_string_equal(sum.command[1], "x");
  assert_string_equal(sum.end, "exit 0");
  profile_free(&sum);
  sum = sum_of(other, 3);
  assert_int_equal(sum.command_count, 2);
  assert_string_equal(sum.command[0], "./a");
  assert_string_equal(sum.command[1], "...");
  assert_string_equal(sum.end, "various");
  assert_string_equal(sum.platform, "amd64-linux");
  profile_free(&sum);
}

static void sources(void **state) {
  (void)state;
  const char *const hashes[] = {"0123456789abcdef", "fedcba9876543210"};
  const struct run runs[] = {{.file = "a.c", .line = 1, .hash = hashes[0]},
                             {.file = "a.c", .line = 1, .hash = hashes[0]},
                             {.file = "a.c", .line = 1, .hash = hashes[1]},
                             {.file = "a.c", .line = 1, .hash = hashes[0]}};
  struct merge *merge = merge_new();
  add(merge, &runs[0], "a");
  add(merge, &runs[1], "b");
  assert_null(merge_changed(merge));
  struct profile sum = finish(merge);
  assert_int_equal(sum.digests[0].size, 5);
  assert_true(sum.digests[0].hash == 0x123456789abcdef);
  profile_free(&sum);
  merge = merge_new();
  for (int i = 0; i < 4; i++)
    add(merge, &runs[i], "a");
  assert_string_equal(merge_changed(merge), "a.c");
  sum = finish(merge);
  assert_int_equal(sum.digests[0].size, -1);
  profile_free(&sum);
}

static char *written(const struct profile *profile) {
  char *text;
  size_t length;
  FILE *out = open_memstream(&text, &length);
  assert_non_null(out);
  writer_profile(profile, out);
  fclose(out);
  return text;
}

/* Adds the profiles from FIRST on, COUNT of them, as two sums of which one has
   been written and read again. */
static void add_halves(struct merge *merge, const struct run *runs,
                       size_t first, size_t count) {
  struct error error;
  if (count == 1) {
    add(merge, &runs[first], (char[]){(char)('a' + first), '\0'});
    return;
  }
  for (int half = 0; half < 2; half++) {
    struct merge *part = merge_new();
    struct profile sum, again;
    size_t left = count / 2;
    add_halves(part, runs, half ? first : first + left, half ? left : count - left);
    sum = finish(part);
    char *text = written(&sum);
    if (!reader_memory(text, strlen(text), "part", &again, &error) ||
        !merge_add(merge, half ? &sum : &again, "part", &error))
      fail_msg("%s", error.text);
    free(text);
    profile_free(&sum);
    profile_free(&again);
  }
}

static void any_order_and_any_steps(void **state) {
  (void)state;
  const struct run runs[] = {
      {.file = "b.c", .line = 5, .peak = 10, .hash = "0123456789abcdef"},
      {.file = "a.c", .line = 5, .peak = 90, .kept = 1},
      {.file = "b.c", .line = 4, .peak = 70, .argument = "\\u00e9\\n"},
      {.file = "\\uefe9.c", .line = 4, .peak = 20, .end = "signal"},
      {.file = "b.c", .line = 5, .peak = 90, .kept = 1},
  };
  struct profile sum = sum_of(runs, 5);
  char *expected = written(&sum);
  struct merge *merge = merge_new();
  add_halves(merge, runs, 0, 5);
  struct profile other = finish(merge);
  char *found = written(&other);
  assert_string_equal(found, expected);
  free(found);
  free(expected);
  profile_free(&sum);
  profile_free(&other);
}

static void sums_are_checked(void **state) {
  (void)state;
  const struct run big = {.file = "a.c", .line = 5, .peak = INT64_MAX / 2 + 1};
  struct profile profile = profile_of(&big);
  struct merge *merge = merge_new();
  struct error error;
  assert_true(merge_add(merge, &profile, "a", &error));
  assert_false(merge_add(merge, &profile, "b", &error));
  assert_string_equal(error.text, "the sum of allocated would be 2^63 or more");
  profile_free(&profile);
  merge_free(merge);
}

/* Numbers of rows stay below 2^31.  What is refused is not looked at. */
static void rows_are_counted(void **state) {
  (void)state;
  const struct run run = {.file = "a.c", .line = 5, .peak = 1};
  struct profile profile = profile_of(&run);
  size_t *const counts[] = {&profile.file_count,    &profile.function_count,
                            &profile.place_count,   &profile.context_count,
                            &profile.size_count,    &profile.merged.line_count};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    struct merge *merge = merge_new();
    struct error error;
    size_t count = *counts[i];
    assert_true(merge_add(merge, &profile, "a", &error));
    *counts[i] = (size_t)INT32_MAX + 1 - count;
    assert_false(merge_add(merge, &profile, "b", &error));
    assert_string_equal(error.text, "the sum could have 2^31 rows or more");
    *counts[i] = count;
    merge_free(merge);
  }
  profile_free(&profile);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(flows_add_and_peaks_do_not),
      cmocka_unit_test(peaks_of_lines),
      cmocka_unit_test(rows_meet_by_name),
      cmocka_unit_test(equal_peaks),
      cmocka_unit_test(texts),
      cmocka_unit_test(sources),
      cmocka_unit_test(any_order_and_any_steps),
      cmocka_unit_test(sums_are_checked),
      cmocka_unit_test(rows_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
