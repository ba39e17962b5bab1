/* Fuzz target of the profile reader and of all that walks a profile.  A profile
   that is refused must leave nothing behind; one that is read must survive
   every command.

   mutate.c is a main() that changes files by itself; with clang,
   -fsanitize=fuzzer does instead.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/tree_view.h"
#include "views/changes.h"
#include "analysis/function_choice.h"
#include "exports/export.h"
#include "analysis/groups.h"
#include "profile/invariants.h"
#include "analysis/lines.h"
#include "profile/merge.h"
#include "views/merged.h"
#include "profile/reader.h"
#include "views/source_table.h"
#include "analysis/line_texts.h"
#include "analysis/turnover.h"
#include "profile/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void ignore(void *data, const char *text) {
  (void)data;
  (void)text;
}

static FILE *nowhere(void) {
  static FILE *out;
  if (!out)
    out = fopen("/dev/null", "w");
  if (!out)
    abort();
  return out;
}

static void print_tables(const struct profile *profile,
                         const struct columns *columns) {
  const struct selection_wish patterns = {
      .functions = {{"*:*a*", "m*"}, 2}, .exclude = {{"*b*"}, 1}};
  struct selection selection;
  const struct function_choice_wish wish = {
      .selection = &selection, .order = FIGURE_PEAK, .show = 10};
  const struct source_search search = {.profile_directory = "/nonexistent",
                                       .others = SOURCE_ANY_OTHERS};
  const struct table_style style = {
      .columns = columns, .colour = true, .heat = FIGURE_PEAK, .context = -1};
  struct function_choice choice;
  struct lines lines;
  selection_make(profile, &patterns, &selection);
  function_choice_make(profile, &wish, &choice);
  lines_collect(profile, LINES_BY_FUNCTION, false, &lines);
  lines_select(&lines, &selection);
  struct source_table_printer printer =
      source_table_printer(nowhere(), &lines, &search, style);
  for (size_t i = 0; i < choice.count; i++)
    source_table_function(&printer, choice.functions[i]);
  source_table_no_line(&printer);
  source_table_close(&printer);
  lines_free(&lines);
  function_choice_free(&choice);
  selection_free(&selection);
}

/* Rows of lines as JSON, and of paths in the other formats that have rows. */
static void write_exports(const struct profile *profile,
                          const struct columns *columns) {
  struct export_job job = {.profile = profile,
                           .columns = columns,
                           .amount = AMOUNT_FREED,
                           .inlined_at = true,
                           .no_line = true};
  lines_collect(profile, LINES_BY_NAME, true, &job.lines);
  lines_sort(&job.lines, FIGURE_INCREMENT);
  paths_collect(profile, &job.paths);
  for (size_t i = 0; exports[i]; i++) {
    job.has = exports[i]->needs;
    if (job.has & EXPORT_ROWS)
      job.has = EXPORT_PATHS;
    exports[i]->write(&job, nowhere());
    if (i == 2)
      paths_cut(&job.paths, 2);
  }
  job.has = EXPORT_LINES;
  export_json.write(&job, nowhere());
  export_job_free(&job);
}

static void say_nothing(const void *request, const struct profile *profile,
                        const char *path) {
  (void)request, (void)profile, (void)path;
}

/* All groups and trees, which go to standard output. */
static void make_views(const struct profile *profile) {
  static FILE *quiet;
  const struct selection_wish everything = {.exclude = {{"*x*"}, 1}};
  const struct option_list from = {{"*a*"}, 1};
  struct error error;
  struct selection selection;
  struct groups groups;
  struct turnover turnover;
  if (!quiet && !(quiet = freopen("/dev/null", "w", stdout)))
    abort();
  selection_make(profile, &everything, &selection);
  for (int by = GROUP_LINES; by <= GROUP_PROGRAM; by++) {
    groups_collect(profile, &selection, (enum grouping)by, &groups);
    if (groups.of_place) {
      turnover_make(profile, &groups, &turnover);
      turnover_free(&turnover);
    }
    groups_free(&groups);
  }
  selection_free(&selection);
  for (int way = 0; way < 16; way++) {
    struct tree_view request = {
        .wish = {.view = {.top = -1,
                          .format = way & 8 ? FORMAT_TEXT : FORMAT_CSV},
                 .least = 1,
                 .by = way & 1},
        .columns = "all",
        .order = "frees",
        .rows = 100,
        .tree = {.up = way & 2, .from = way & 4 ? &from : NULL},
        .explain = say_nothing};
    if (!tree_view_resolve(&request, &error) ||
        tree_view_show(&request, profile, "in") != STATUS_GOOD)
      abort();
  }
}

/* The sum of COUNT profiles as text; NULL if it would be too large.  The caller
   frees it. */
static char *merged(const struct profile *profile, int count, size_t *length) {
  struct merge *merge = merge_new();
  struct profile sum;
  struct error error;
  char *text = NULL;
  bool good = true;
  for (int i = 0; good && i < count; i++)
    good = merge_add(merge, profile, "in", &error);
  if (good) {
    FILE *out = open_memstream(&text, length);
    if (!out)
      abort();
    merge_finish(merge, &sum);
    writer_profile(&sum, out);
    fclose(out);
    profile_free(&sum);
  } else if (!strstr(error.text, "2^63")) {
    abort();
  }
  merge_free(merge);
  return text;
}

/* One side of a comparison. */
struct subject {
  struct lines lines;
  struct line_texts texts;
  struct short_names labels;
};

static void prepare(struct subject *subject, const struct profile *profile) {
  const struct source_search search = {.profile_directory = "/nonexistent",
                                       .others = SOURCE_ANY_OTHERS};
  lines_collect(profile, LINES_BY_FUNCTION, false, &subject->lines);
  line_texts_collect(&subject->lines, &search, &subject->texts);
  short_names_make(profile, &subject->labels);
}

static void subject_free(struct subject *subject) {
  lines_free(&subject->lines);
  line_texts_free(&subject->texts);
  short_names_free(&subject->labels);
}

/* Returns how many rows there were. */
static size_t compare(const struct profile *old, const struct profile *new,
                      const struct columns *columns) {
  const struct view view = {.top = 0, .format = FORMAT_JSON};
  const struct terminal output = {.out = nowhere(), .colour = true, .width = 80};
  struct subject a, b;
  struct comparison comparison;
  prepare(&a, old);
  prepare(&b, new);
  const struct compare_side sides[2] = {{&a.lines, a.texts.items, true},
                                        {&b.lines, b.texts.items, true}};
  compare_profiles(sides, columns, &comparison);
  compare_sort(&comparison, FIGURE_PEAK, columns);
  const struct changes changes = {&comparison,    columns,
                                  &view,          {"old", "new"},
                                  {old, new},     {&a.labels, &b.labels}};
  size_t count = comparison.count;
  changes_print(&changes, &output);
  changes_print_grid(&changes, &output);
  comparison_free(&comparison);
  subject_free(&a);
  subject_free(&b);
  return count;
}

static void print_merged(const struct profile *sum) {
  const struct view view = {.top = 0, .format = FORMAT_CSV};
  const struct terminal output = {.out = nowhere()};
  struct merged_lines lines;
  struct short_names labels;
  struct error error;
  short_names_make(sum, &labels);
  if (!merged_lines_choose(&lines, &view, &error))
    abort();
  merged_lines_fill(&lines, sum, &labels, &view);
  grid_print(&lines.grid, &view, &output);
  merged_lines_free(&lines);
  short_names_free(&labels);
}

/* Nothing differs from itself.  What merge writes can be read, and merging it
   with nothing changes nothing. */
static void merge_and_compare(const struct profile *profile,
                              const struct columns *columns) {
  if (compare(profile, profile, columns) > 0)
    abort();
  for (int count = 1; count <= 2; count++) {
    size_t length, again_length;
    char *text = merged(profile, count, &length);
    struct profile again;
    struct error error;
    if (!text)
      continue;
    if (!reader_memory(text, length, "sum", &again, &error))
      abort();
    char *same = merged(&again, 1, &again_length);
    if (!same || again_length != length || memcmp(same, text, length) != 0)
      abort();
    compare(profile, &again, columns);
    print_merged(&again);
    profile_free(&again);
    free(same);
    free(text);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  struct profile profile;
  struct columns columns;
  struct error error;
  if (!reader_memory(bytes, size, "in", &profile, &error)) {
    if (strncmp(error.text, "in:", 3) != 0)
      abort();
    return 0;
  }
  if (!columns_parse("all", &columns, &error))
    abort();
  invariants_check(&profile, ignore, NULL);
  print_tables(&profile, &columns);
  write_exports(&profile, &columns);
  merge_and_compare(&profile, &columns);
  make_views(&profile);
  profile_free(&profile);
  return 0;
}
