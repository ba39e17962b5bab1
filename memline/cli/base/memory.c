/* Memory that is there or ends the command.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* vasprintf */

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void memory_exhausted(void) {
  fputs("memline: out of memory\n", stderr);
  exit(MEMORY_STATUS);
}

static void *had(void *memory) {
  if (!memory)
    memory_exhausted();
  return memory;
}

/* Never 0, for which there need not be a pointer. */
static size_t bytes_of(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes))
    memory_exhausted();
  return bytes ? bytes : 1;
}

void *memory_new(size_t count, size_t size) {
  return had(malloc(bytes_of(count, size)));
}

void *memory_zeroed(size_t count, size_t size) {
  return had(calloc(1, bytes_of(count, size)));
}

void *memory_resize(void *items, size_t count, size_t size) {
  return had(realloc(items, bytes_of(count, size)));
}

char *memory_copy(const char *text) { return had(strdup(text)); }

char *memory_part(const char *text, size_t length) {
  return had(strndup(text, length));
}

char *memory_format(const char *format, ...) {
  va_list arguments;
  char *text;
  va_start(arguments, format);
  int length = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (length < 0)
    memory_exhausted();
  return text;
}

FILE *memory_stream(char **text, size_t *length) {
  *text = NULL;
  return had(open_memstream(text, length));
}

void memory_stream_close(FILE *stream) {
  int failed = ferror(stream);
  if (fclose(stream) != 0 || failed)
    memory_exhausted();
}
