/* The UTF-8 encoding.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "utf8.h"

#include "../format/profile.h"

#include <stdbool.h>

static bool is_tail(unsigned char byte) { return (byte & 0xc0) == 0x80; }

size_t utf8_length(const char *text, size_t length) {
  const unsigned char *b = (const unsigned char *)text;
  if (length == 0)
    return 0;
  if (b[0] < 0x80)
    return 1;
  if (b[0] >= 0xc2 && b[0] < 0xe0)
    return length >= 2 && is_tail(b[1]) ? 2 : 0;
  if (b[0] >= 0xe0 && b[0] < 0xf0) {
    if (length < 3 || !is_tail(b[1]) || !is_tail(b[2]))
      return 0;
    bool overlong = b[0] == 0xe0 && b[1] < 0xa0;
    bool surrogate = b[0] == 0xed && b[1] >= 0xa0;
    return overlong || surrogate ? 0 : 3;
  }
  if (b[0] >= 0xf0 && b[0] < 0xf5) {
    if (length < 4 || !is_tail(b[1]) || !is_tail(b[2]) || !is_tail(b[3]))
      return 0;
    bool overlong = b[0] == 0xf0 && b[1] < 0x90;
    bool beyond = b[0] == 0xf4 && b[1] >= 0x90;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

size_t utf8_encode(uint32_t c, char out[4]) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xc0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3f));
    out[2] = (char)(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3f));
  out[2] = (char)(0x80 | (c >> 6 & 0x3f));
  out[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

/* The byte that the three-byte character at B stands for, or -1. */
static int raw_byte(const unsigned char *b) {
  uint32_t c = (uint32_t)(b[0] & 0x0f) << 12 | (uint32_t)(b[1] & 0x3f) << 6 |
               (uint32_t)(b[2] & 0x3f);
  return c >= PROFILE_RAW_BYTE + 0x80 && c <= PROFILE_RAW_BYTE + 0xff
             ? (int)(c - PROFILE_RAW_BYTE)
             : -1;
}

size_t utf8_restore_bytes(char *text, size_t length) {
  size_t to = 0;
  for (size_t from = 0; from < length;) {
    size_t n = utf8_length(text + from, length - from);
    int byte = n == 3 ? raw_byte((unsigned char *)text + from) : -1;
    if (byte >= 0) {
      text[to++] = (char)byte;
      from += n;
    } else {
      for (size_t end = from + (n ? n : 1); from < end;)
        text[to++] = text[from++];
    }
  }
  return to;
}
