/* The UTF-8 encoding.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/utf8.h"

#include "shared/profile.h"
#include "shared/text.h"

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

uint32_t utf8_decode(const char *text, unsigned n) {
  static const unsigned char first[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
  uint32_t c = (unsigned char)text[0] & first[n];
  for (unsigned i = 1; i < n; i++)
    c = c << 6 | ((unsigned char)text[i] & 0x3f);
  return c;
}

/* The byte that the three-byte character at B stands for, or -1. */
static int raw_byte(const char *b) {
  uint32_t c = utf8_decode(b, 3);
  return c >= PROFILE_RAW_BYTE + 0x80 && c <= PROFILE_RAW_BYTE + 0xff
             ? (int)(c - PROFILE_RAW_BYTE)
             : -1;
}

size_t utf8_restore_bytes(char *text, size_t length) {
  size_t to = 0;
  for (size_t from = 0; from < length;) {
    size_t n = text_character(text + from, length - from);
    int byte = n == 3 ? raw_byte(text + from) : -1;
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
