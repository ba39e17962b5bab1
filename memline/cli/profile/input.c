/* The bytes of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

/* zlib passes on what is not gzipped.  A struct input is its handle. */

struct input *input_open(const char *path, struct error *error) {
  bool standard = strcmp(path, "-") == 0;
  int descriptor =
      standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
  gzFile file = descriptor < 0 ? NULL : gzdopen(descriptor, "rb");
  if (!file) {
    error_set(error, "%s: cannot be opened: %s",
              standard ? "(standard input)" : path, strerror(errno));
    if (descriptor >= 0)
      close(descriptor);
    return NULL;
  }
  gzbuffer(file, 1 << 17);
  return (struct input *)(void *)file;
}

void input_close(struct input *input) { gzclose((gzFile)(void *)input); }

/* zlib puts a name of its own in front: "<fd:3>: incorrect data check". */
static const char *without_name(const char *reason) {
  const char *end = *reason == '<' ? strstr(reason, ">: ") : NULL;
  return end ? end + strlen(">: ") : reason;
}

long input_read(struct input *input, void *to, size_t size,
                struct error *error) {
  gzFile file = (gzFile)(void *)input;
  errno = 0;
  int n = gzread(file, to, (unsigned)size);
  int status = Z_OK;
  const char *reason = gzerror(file, &status);
  if (n > 0)
    return n;
  if (n == 0 && status != Z_BUF_ERROR)
    return 0;
  if (status == Z_BUF_ERROR)
    error_set(error, "what is gzipped is cut off");
  else if (status == Z_ERRNO || status == Z_MEM_ERROR)
    error_set(error, "cannot be read: %s", strerror(errno));
  else
    error_set(error, "what is gzipped is damaged: %s", without_name(reason));
  return -1;
}
