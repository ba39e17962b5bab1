/* The profile that somebody means who names none.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/latest.h"

#include "base/memory.h"
#include "base/numbers.h"
#include "shared/profile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int compare_times(const struct timespec *a, const struct timespec *b) {
  int result = numbers_compare(a->tv_sec, b->tv_sec);
  return result ? result : numbers_compare(a->tv_nsec, b->tv_nsec);
}

/* The tool writes to NAME.PID.tmp and renames that at the end. */
static bool is_candidate(const char *name, struct stat *status) {
  static const char prefix[] = PROFILE_DEFAULT_PREFIX, suffix[] = ".tmp";
  size_t length = strlen(name), end = sizeof suffix - 1;
  return strncmp(name, prefix, sizeof prefix - 1) == 0 &&
         (length < end || strcmp(name + length - end, suffix) != 0) &&
         stat(name, status) == 0 && S_ISREG(status->st_mode);
}

char *latest_profile(struct error *error) {
  DIR *listing = opendir(".");
  if (!listing) {
    error_set(error, "the current directory cannot be read: %s",
              strerror(errno));
    return NULL;
  }
  char *best = NULL;
  struct timespec time = {0};
  struct stat status;
  for (struct dirent *entry; (entry = readdir(listing));) {
    if (!is_candidate(entry->d_name, &status))
      continue;
    int later = best ? compare_times(&status.st_mtim, &time) : 1;
    if (later == 0)
      later = strcmp(entry->d_name, best);
    if (later <= 0)
      continue;
    free(best);
    best = memory_copy(entry->d_name);
    time = status.st_mtim;
  }
  closedir(listing);
  if (!best)
    error_set(error, "no " PROFILE_DEFAULT_PREFIX "* in this directory; name "
                     "a profile, or make one: memline run -- PROGRAM");
  return best;
}
