/* Where a command writes to.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/destination.h"

#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY "memline-XXXXXX"

static bool fail(const struct destination *to, struct error *error) {
  return error_set(error, "%s: cannot be written: %s", to->path,
                   errno ? strerror(errno) : "an earlier write failed");
}

/* The mode of a new file. */
static mode_t new_mode(void) {
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

/* Opens a file beside PATH; false if there cannot be one. */
static bool open_temporary(struct destination *to, mode_t mode) {
  const char *slash = strrchr(to->path, '/');
  int length = slash ? (int)(slash - to->path) + 1 : 0;
  to->temporary = memory_format("%.*s" TEMPORARY, length, to->path);
  int fd = mkstemp(to->temporary);
  if (fd >= 0 && fchmod(fd, mode) == 0 && (to->out = fdopen(fd, "w")))
    return true;
  if (fd >= 0) {
    close(fd);
    unlink(to->temporary);
  }
  free(to->temporary);
  to->temporary = NULL;
  return false;
}

bool destination_open(struct destination *to, const char *path,
                      struct error *error) {
  struct stat status;
  *to = (struct destination){path, stdout, NULL};
  if (!path)
    return true;
  bool exists = lstat(path, &status) == 0;
  /* A file that may be written to in a folder that may not be: as it is. */
  if ((!exists && errno == ENOENT) ||
      (exists && S_ISREG(status.st_mode) && access(path, W_OK) == 0))
    if (open_temporary(to, exists ? status.st_mode & 0777 : new_mode()))
      return true;
  to->out = fopen(path, "w");
  return to->out || fail(to, error);
}

bool destination_close(struct destination *to, struct error *error) {
  if (!to->path)
    return true;
  bool good = !ferror(to->out);
  errno = 0;
  good = fclose(to->out) == 0 && good;
  if (good && to->temporary)
    good = rename(to->temporary, to->path) == 0;
  if (!good)
    fail(to, error);
  if (!good && to->temporary)
    unlink(to->temporary);
  free(to->temporary);
  to->temporary = NULL;
  return good;
}

bool destination_is_input(const char *path, const char *input) {
  struct stat a, b;
  return stat(path, &a) == 0 && stat(input, &b) == 0 && S_ISREG(a.st_mode) &&
         a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}
