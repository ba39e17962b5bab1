/* memline merge: many profiles of one program as one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "output/destination.h"
#include "output/display.h"
#include "profile/merge.h"
#include "profile/reader.h"
#include "profile/writer.h"
#include "shared/units.h"
#include "views/merged.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NOT_GIVEN -1

struct request {
  const char *file; /* NULL: standard output, unless a table goes there */
  bool quiet;
  struct view view; /* its format may be NOT_GIVEN: no table */
};

/* Of what only a table has. */
static const char *needs_format(const struct view *view) {
  return view->selection.functions.count ? "--func"
         : view->selection.files.count   ? "--file"
         : view->selection.exclude.count ? "--exclude"
         : view->columns                 ? "--columns"
         : view->sort                    ? "--sort"
         : view->top >= 0                ? "--top"
                                         : NULL;
}

static bool check(const struct request *request, struct error *error) {
  const char *wrong = needs_format(&request->view);
  if (request->view.format != NOT_GIVEN)
    return true;
  if (wrong)
    return error_set(error,
                     "a merged profile always has all lines and figures: %s is "
                     "for a table of them, as --format=text prints it",
                     wrong);
  return request->file || !isatty(STDOUT_FILENO) ||
         error_set(error, "a profile is nothing for a terminal: add -o FILE, "
                          "or --format=text for a table of its lines");
}

/* Reads one profile and adds it; prints what is wrong. */
static bool add(struct merge *merge, const char *path) {
  struct profile profile;
  struct error error;
  const char *name = strcmp(path, "-") == 0 ? READER_STDIN : path;
  if (!reader_file(path, &profile, &error)) {
    complain("%s", error.text);
    return false;
  }
  bool good = merge_add(merge, &profile, name, &error);
  if (!good)
    complain("%s: %s", name, error.text);
  profile_free(&profile);
  return good;
}

/* The sum of them all; prints what is wrong. */
static bool add_all(int count, char **paths, struct profile *sum) {
  struct merge *merge = merge_new();
  bool good = true;
  for (int i = 0; good && i < count; i++)
    good = add(merge, paths[i]);
  if (good && merge_changed(merge))
    complain("%s is not the same in all profiles: figures of lines that moved "
             "are added to those of others",
             merge_changed(merge));
  if (good)
    merge_finish(merge, sum);
  merge_free(merge);
  return good;
}

static void put_flow(const struct request *request, FILE *out, const char *what,
                     int64_t bytes, int64_t blocks) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, (enum unit)request->view.unit);
  fprintf(out, "%-10s%14s in %lld block%s\n", what, text, (long long)blocks,
          blocks == 1 ? "" : "s");
}

static void put_peak(const struct request *request, FILE *out, const char *what,
                     int64_t bytes, const char *rest) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, (enum unit)request->view.unit);
  fprintf(out, "%-10s%14s %s", what, text, rest);
}

static void summarize(const struct request *request, const struct profile *sum,
                      FILE *out) {
  const int64_t *totals = sum->totals;
  const struct merged *merged = &sum->merged;
  fprintf(out, "%lld profile%s", (long long)merged->profiles,
          merged->profiles == 1 ? "" : "s");
  if (request->file) {
    fputs(" in ", out);
    display_put(out, request->file, 0);
  }
  fputs("\n\n", out);
  put_flow(request, out, "allocated", totals[TOTAL_ALLOCATED],
           totals[TOTAL_ALLOCS]);
  put_flow(request, out, "freed", totals[TOTAL_FREED], totals[TOTAL_FREES]);
  put_flow(request, out, "at exit", totals[TOTAL_AT_EXIT_BYTES],
           totals[TOTAL_AT_EXIT_BLOCKS]);
  put_peak(request, out, "peak", totals[TOTAL_PEAK_BYTES], "the largest, in ");
  display_put(out, merged->worst, 0);
  putc('\n', out);
  put_peak(request, out, "", merged->peak_sum_bytes / merged->profiles,
           "the mean\n");
  put_peak(request, out, "", merged->peak_sum_bytes,
           "the sum: more than that there never was at once\n");
}

static void print_table(const struct request *request,
                        const struct profile *sum,
                        const struct merged_lines *lines) {
  const struct view *view = &request->view;
  struct terminal output;
  terminal_open(&output, view->colour);
  bool text = view->format == FORMAT_TEXT;
  if (text && !request->quiet)
    summarize(request, sum, output.out);
  if (text && !request->quiet && lines->grid.row_count > 0)
    putc('\n', output.out);
  if (lines->grid.row_count > 0 || !view_is_for_people(view))
    grid_print(&lines->grid, view, &output);
  view_print_hidden(view, lines->hidden, output.out);
  terminal_close(&output);
  if (lines->grid.row_count == 0)
    command_empty(view, "the sum");
}

static void show(const struct request *request, const struct profile *sum,
                 struct merged_lines *lines) {
  struct short_names labels;
  if (request->view.format == NOT_GIVEN) {
    if (request->file && !request->quiet)
      summarize(request, sum, stdout);
    return;
  }
  short_names_make(sum, &labels);
  merged_lines_fill(lines, sum, &labels, &request->view);
  print_table(request, sum, lines);
  short_names_free(&labels);
}

/* Returns an exit status. */
static int write_out(const struct request *request, const struct profile *sum) {
  struct destination to;
  struct error error;
  if (!request->file && request->view.format != NOT_GIVEN)
    return STATUS_GOOD;
  bool good = destination_open(&to, request->file, &error);
  if (good) {
    writer_profile(sum, to.out);
    good = destination_close(&to, &error);
  }
  if (!good)
    complain("%s", error.text);
  return good ? STATUS_GOOD : STATUS_ERROR;
}

static int merge(const struct request *request, int count, char **paths,
                 struct merged_lines *lines) {
  struct profile sum;
  if (!add_all(count, paths, &sum))
    return STATUS_ERROR;
  int status = write_out(request, &sum);
  if (status == STATUS_GOOD)
    show(request, &sum, lines);
  profile_free(&sum);
  return status;
}

static int run(int count, char **arguments) {
  struct request request = {.view = VIEW_DEFAULT};
  struct merged_lines lines;
  struct error error;
  request.view.format = NOT_GIVEN;
  int operands = command_parse(&cmd_merge, count, arguments, &request);
  if (operands < 0)
    return operands;
  if (operands == 0) {
    complain("merge needs profiles");
    return STATUS_USAGE;
  }
  if (!check(&request, &error) ||
      !merged_lines_choose(&lines, &request.view, &error)) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  int status = merge(&request, operands, arguments + 1, &lines);
  merged_lines_free(&lines);
  return status;
}

static const struct option_row options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, file),
     .argument = "FILE",
     .values = OPTION_FILES,
     .help = "write to FILE, not to standard output, and say what is in it"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, quiet),
     .help = "do not say it"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Where to", options, 0), VIEW_GROUPS(request, view), {0}};

static const struct command_example examples[] = {
    {"All ranks of a job", "memline merge -o job.json rank*/memline.out.*"},
    {"The lines that allocated most in all processes of a build",
     "memline merge --format=text memline.out.*"},
    {"The same as tables of source lines",
     "memline merge memline.out.* | memline annotate --sort=self_allocated -"},
    {0}};

const struct command cmd_merge = {
    .name = "merge",
    .summary = "Add the profiles of many runs, processes or ranks",
    .operands = "FILE...",
    .about =
        "FILE is a profile, merged or not, gzipped or not, or - for standard "
        "input. The sum is a profile like any other, and the same whatever "
        "the order in which profiles are added, at once or in steps.",
    .groups = groups,
    .notes =
        "With --format, a table of lines goes to standard output, and a "
        "profile only to -o. It has the columns of memline top, and of each "
        "line's peaks the largest (peak), the mean (peak_mean) and the sum "
        "(peak_sum) in the profiles in which it ran, their number (profiles), "
        "and the profile with the largest (worst). Text shows 20 rows, unless "
        "--top says otherwise, by self_allocated.\n\n"
        "What was allocated and freed, visits, calls, and what is live at the "
        "end are sums. Peaks do not add up, for nobody knows which of them "
        "were at the same time: Mem usage and Peak are the largest, At peak "
        "is that of the profile with the highest peak, and the sum of all "
        "peaks is no more than an upper bound.",
    .examples = examples,
    .run = run,
};
