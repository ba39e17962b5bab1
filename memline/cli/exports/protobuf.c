/* Writes protocol buffers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/protobuf.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define WIRE_VARINT 0
#define WIRE_LENGTH 2

/* The longest varint. */
#define VARINT_BYTES 10

static void reserve(struct protobuf *to, size_t more) {
  if (more > SIZE_MAX / 2 - to->length)
    memory_exhausted();
  size_t wanted = to->length + more;
  if (wanted <= to->capacity)
    return;
  to->capacity = to->capacity * 2 > wanted ? to->capacity * 2 : wanted;
  to->bytes = memory_resize(to->bytes, to->capacity, 1);
}

void protobuf_packed(struct protobuf *to, uint64_t value) {
  reserve(to, VARINT_BYTES);
  for (; value >= 0x80; value >>= 7)
    to->bytes[to->length++] = (unsigned char)(value | 0x80);
  to->bytes[to->length++] = (unsigned char)value;
}

void protobuf_number(struct protobuf *to, unsigned field, uint64_t value) {
  if (value == 0)
    return;
  protobuf_packed(to, (uint64_t)field << 3 | WIRE_VARINT);
  protobuf_packed(to, value);
}

void protobuf_bytes(struct protobuf *to, unsigned field, const void *bytes,
                    size_t length) {
  protobuf_packed(to, (uint64_t)field << 3 | WIRE_LENGTH);
  protobuf_packed(to, length);
  if (length) {
    reserve(to, length);
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
  }
}

void protobuf_nest(struct protobuf *to, unsigned field, struct protobuf *part) {
  protobuf_bytes(to, field, part->bytes, part->length);
  part->length = 0;
}

void protobuf_free(struct protobuf *message) {
  free(message->bytes);
  memset(message, 0, sizeof *message);
}
