/* memline check-profile: does what must hold in every profile hold in these?

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "profile/invariants.h"
#include "profile/reader.h"

#include <stdio.h>
#include <string.h>

static void report(void *data, const char *text) {
  complain("%s: %s", (const char *)data, text);
}

static int check(const char *path, bool verbose) {
  struct profile profile;
  struct error error;
  if (!reader_file(path, &profile, &error)) {
    complain("%s", error.text);
    return STATUS_ERROR;
  }
  const char *name = strcmp(path, "-") == 0 ? READER_STDIN : path;
  long violations = invariants_check(&profile, report, (void *)name);
  profile_free(&profile);
  if (violations == 0 && verbose)
    printf("%s: ok\n", name);
  return violations ? STATUS_FAILED : STATUS_GOOD;
}

struct request {
  bool verbose;
};

static int run(int count, char **arguments) {
  struct request request = {false};
  int operands = command_parse(&cmd_check_profile, count, arguments, &request);
  if (operands < 0)
    return operands;
  if (operands == 0) {
    complain("check-profile needs a profile");
    return STATUS_USAGE;
  }
  int worst = STATUS_GOOD;
  for (int i = 1; i <= operands; i++) {
    int status = check(arguments[i], request.verbose);
    if (status > worst)
      worst = status;
  }
  return worst;
}

static const struct option_row options[] = {
    {.name = "verbose",
     .letter = 'v',
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, verbose),
     .help = "also name the profiles in which all is well"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Options", options, 0), {0}};

static const struct option_refusal refusals[] = {
    {COMMAND_VIEW_OPTIONS, "a check is of the whole profile, and prints a line "
                           "for each thing that is wrong"},
    {0}};

const struct command cmd_check_profile = {
    .name = "check-profile",
    .summary = "Check that the figures of profiles fit together",
    .operands = "FILE...",
    .about = "Each violation is one line on standard error; the exit status "
             "is then 1. FILE is a profile, gzipped or not, or - for standard "
             "input.",
    .groups = groups,
    .refusals = refusals,
    .run = run,
};
