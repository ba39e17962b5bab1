/* Writes protocol buffers: just the kinds of fields that profile.proto has.
   A field of 0 is not written, as proto3 wants it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_PROTOBUF_H
#define MEMLINE_CLI_PROTOBUF_H

#include <stddef.h>
#include <stdint.h>

/* All zero is an empty message. */
struct protobuf {
  unsigned char *bytes;
  size_t length, capacity;
};

void protobuf_number(struct protobuf *to, unsigned field, uint64_t value);

/* One number of a packed field, without a tag. */
void protobuf_packed(struct protobuf *to, uint64_t value);

void protobuf_bytes(struct protobuf *to, unsigned field, const void *bytes,
                    size_t length);

/* Adds PART as a field of TO, and empties it for the next. */
void protobuf_nest(struct protobuf *to, unsigned field, struct protobuf *part);

void protobuf_free(struct protobuf *message);

#endif
