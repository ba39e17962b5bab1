/* Printable ASCII, which nearly all text is: what begins with it can be passed
   on as it is, looked at eight bytes at a time.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_ASCII_H
#define MEMLINE_CLI_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PLAIN_EACH(byte) ((uint64_t)(unsigned char)(byte)*0x0101010101010101)

/* Has one of the eight bytes its highest bit set or is 0? */
static inline bool ascii_has_zero(uint64_t word) {
  return ((word - PLAIN_EACH(1)) | word) & PLAIN_EACH(0x80);
}

static inline bool ascii_is(char c, char avoid, char avoid_too) {
  return c >= ' ' && c < 0x7f && c != avoid && c != avoid_too;
}

/* How many of the LENGTH bytes of TEXT there are before the first one that is
   not printable ASCII, or is one of the two to avoid, which may be 0. */
static inline size_t ascii_run(const char *text, size_t length, char avoid,
                               char avoid_too) {
  size_t n = 0;
  for (uint64_t word; n + sizeof word <= length; n += sizeof word) {
    memcpy(&word, text + n, sizeof word);
    /* A byte below the blank borrows from the next one: its highest bit. */
    if (((word - PLAIN_EACH(' ')) | word) & PLAIN_EACH(0x80) ||
        ascii_has_zero(word ^ PLAIN_EACH(0x7f)) ||
        ascii_has_zero(word ^ PLAIN_EACH(avoid)) ||
        ascii_has_zero(word ^ PLAIN_EACH(avoid_too)))
      break;
  }
  while (n < length && ascii_is(text[n], avoid, avoid_too))
    n++;
  return n;
}

#endif
