/* Where a command writes to.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/destination.h"

#include <errno.h>
#include <string.h>

static bool fail(const struct destination *to, struct error *error) {
  return error_set(error, "%s: cannot be written: %s", to->path,
                   errno ? strerror(errno) : "an earlier write failed");
}

bool destination_open(struct destination *to, const char *path,
                      struct error *error) {
  *to = (struct destination){path, path ? fopen(path, "w") : stdout};
  return to->out || fail(to, error);
}

bool destination_close(struct destination *to, struct error *error) {
  if (!to->path)
    return true;
  bool failed = ferror(to->out);
  errno = 0;
  return (fclose(to->out) == 0 && !failed) || fail(to, error);
}
