/* memline merge: many profiles of one program as one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands.h"

#include "display.h"
#include "merge.h"
#include "reader.h"
#include "units.h"
#include "writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct request {
  const char *file; /* NULL: standard output */
  int unit;         /* an enum unit */
  bool quiet;
};

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
  struct error error;
  bool good = merge;
  if (!good)
    complain("out of memory");
  for (int i = 0; good && i < count; i++)
    good = add(merge, paths[i]);
  if (good && merge_changed(merge))
    complain("%s is not the same in all profiles: figures of lines that moved "
             "are added to those of others",
             merge_changed(merge));
  if (good && !merge_finish(merge, sum, &error)) {
    complain("%s", error.text);
    good = false;
  }
  merge_free(merge);
  return good;
}

static void put_flow(const struct request *request, const char *what,
                     int64_t bytes, int64_t blocks) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, (enum unit)request->unit);
  printf("%-10s%14s in %lld block%s\n", what, text, (long long)blocks,
         blocks == 1 ? "" : "s");
}

static void put_peak(const struct request *request, const char *what,
                     int64_t bytes, const char *rest) {
  char text[UNITS_TEXT];
  units_format(text, bytes, COLUMN_BYTES, (enum unit)request->unit);
  printf("%-10s%14s %s", what, text, rest);
}

static void summarize(const struct request *request,
                      const struct profile *sum) {
  const int64_t *totals = sum->totals;
  const struct merged *merged = &sum->merged;
  printf("%lld profile%s in ", (long long)merged->profiles,
         merged->profiles == 1 ? "" : "s");
  display_put(stdout, request->file, 0);
  fputs("\n\n", stdout);
  put_flow(request, "allocated", totals[TOTAL_ALLOCATED], totals[TOTAL_ALLOCS]);
  put_flow(request, "freed", totals[TOTAL_FREED], totals[TOTAL_FREES]);
  put_flow(request, "at exit", totals[TOTAL_AT_EXIT_BYTES],
           totals[TOTAL_AT_EXIT_BLOCKS]);
  put_peak(request, "peak", totals[TOTAL_PEAK_BYTES], "the largest, in ");
  display_put(stdout, merged->worst, 0);
  putchar('\n');
  put_peak(request, "", merged->peak_sum_bytes / merged->profiles,
           "the mean\n");
  put_peak(request, "", merged->peak_sum_bytes,
           "the sum: more than that there never was at once\n");
}

/* Returns an exit status. */
static int write_out(const struct request *request,
                     const struct profile *sum) {
  FILE *out = request->file ? fopen(request->file, "w") : stdout;
  if (out) {
    writer_profile(sum, out);
    if (out == stdout)
      return STATUS_GOOD;
    bool failed = ferror(out);
    errno = 0;
    if (fclose(out) == 0 && !failed)
      return STATUS_GOOD;
  }
  complain("%s: cannot be written: %s", request->file,
           errno ? strerror(errno) : "an earlier write failed");
  return STATUS_ERROR;
}

static int run(int count, char **arguments) {
  struct request request = {0};
  struct profile sum;
  int operands = command_parse(&cmd_merge, count, arguments, &request);
  if (operands < 0)
    return operands;
  if (operands == 0) {
    complain("merge needs profiles");
    return STATUS_USAGE;
  }
  if (!request.file && isatty(STDOUT_FILENO)) {
    complain("a profile is nothing for a terminal: add -o FILE");
    return STATUS_USAGE;
  }
  if (!add_all(operands, arguments + 1, &sum))
    return STATUS_ERROR;
  int status = write_out(&request, &sum);
  if (status == STATUS_GOOD && request.file && !request.quiet)
    summarize(&request, &sum);
  profile_free(&sum);
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
    {.name = "unit",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, unit),
     .argument = "UNIT",
     .values = UNIT_WORDS,
     .help = "auto, B, KiB, MiB or GiB [auto]"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Options", options, 0), {0}};

static const struct command_example examples[] = {
    {"All ranks of a job", "memline merge -o job.json rank*/memline.out.*"},
    {"The lines that allocated most in all processes of a build",
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
        "What was allocated and freed, visits, calls, and what is live at the "
        "end are sums. Peaks do not add up, for nobody knows which of them "
        "were at the same time: Mem usage and Peak are the largest, At peak "
        "is that of the profile with the highest peak, and the sum of all "
        "peaks is no more than an upper bound.",
    .examples = examples,
    .run = run,
};
