/* Small pieces of output, put together before they go to a stream: each call of
   stdio costs more than most of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_BATCH_H
#define MEMLINE_CLI_BATCH_H

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define BATCH_BYTES 1024

/* Write errors stay with the stream. */
struct batch {
  FILE *out;
  size_t length;
  char bytes[BATCH_BYTES];
};

static inline void batch_begin(struct batch *batch, FILE *out) {
  batch->out = out;
  batch->length = 0;
}

/* Before the batch is left, or the stream is written to directly. */
static inline void batch_flush(struct batch *batch) {
  fwrite(batch->bytes, 1, batch->length, batch->out);
  batch->length = 0;
}

static inline void batch_put(struct batch *batch, const char *bytes,
                             size_t count) {
  if (count > BATCH_BYTES - batch->length)
    batch_flush(batch);
  if (count > BATCH_BYTES) {
    fwrite(bytes, 1, count, batch->out);
    return;
  }
  memcpy(batch->bytes + batch->length, bytes, count);
  batch->length += count;
}

/* The same for the first COUNT of ROOM bytes, all of which can be read: a ROOM
   that the compiler knows is copied at once. */
static inline void batch_put_of(struct batch *batch, const char *bytes,
                                size_t room, size_t count) {
  if (room > BATCH_BYTES - batch->length)
    batch_flush(batch);
  memcpy(batch->bytes + batch->length, bytes, room);
  batch->length += count;
}

static inline void batch_char(struct batch *batch, char c) {
  if (batch->length == BATCH_BYTES)
    batch_flush(batch);
  batch->bytes[batch->length++] = c;
}

static inline void batch_blanks(struct batch *batch, size_t count) {
  for (size_t n; count; count -= n) {
    if (batch->length == BATCH_BYTES)
      batch_flush(batch);
    n = BATCH_BYTES - batch->length;
    if (n > count)
      n = count;
    memset(batch->bytes + batch->length, ' ', n);
    batch->length += n;
  }
}

#endif
