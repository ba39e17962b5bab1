/* memline check-profile: does what must hold in every profile hold in these?

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "command.h"

#include "invariants.h"
#include "reader.h"

#include <getopt.h>
#include <stdbool.h>
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
  if (violations < 0) {
    complain("%s: out of memory", name);
    return STATUS_ERROR;
  }
  if (violations == 0 && verbose)
    printf("%s: ok\n", name);
  return violations ? STATUS_FAILED : STATUS_GOOD;
}

static int run(int count, char **arguments) {
  static const struct option options[] = {
      {"verbose", no_argument, NULL, 'v'},
      {"help", no_argument, NULL, 'h'},
      {NULL, 0, NULL, 0},
  };
  bool verbose = false;
  for (int c; (c = getopt_long(count, arguments, "v", options, NULL)) != -1;) {
    if (c == 'h')
      return STATUS_HELP;
    if (c != 'v')
      return STATUS_USAGE;
    verbose = true;
  }
  if (optind == count) {
    complain("check-profile needs a profile");
    return STATUS_USAGE;
  }
  int worst = STATUS_GOOD;
  for (int i = optind; i < count; i++) {
    int status = check(arguments[i], verbose);
    if (status > worst)
      worst = status;
  }
  return worst;
}

const struct command cmd_check_profile = {
    .name = "check-profile",
    .summary = "Check that the figures of profiles fit together",
    .usage = "[-v] FILE...",
    .options = "  -v, --verbose   also name the profiles in which all is well\n"
               "  -               as FILE is standard input\n"
               "Each violation is one line on standard error; the exit status "
               "is then 1.\n",
    .run = run,
};
