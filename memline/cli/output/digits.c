/* Numbers as text.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/digits.h"

#include <string.h>

/* Two digits for one division. */
static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

char *digits_write_unsigned(char *to, uint64_t number) {
  /* As much behind the digits as is copied: a fixed length is fast. */
  char text[2 * DIGITS_ROOM] = "", *at = text + DIGITS_ROOM;
  for (; number >= 100; number /= 100)
    memcpy(at -= 2, &pairs[number % 100 * 2], 2);
  if (number >= 10)
    memcpy(at -= 2, &pairs[number * 2], 2);
  else
    *--at = (char)('0' + number);
  memcpy(to, at, DIGITS_ROOM);
  return to + (text + DIGITS_ROOM - at);
}

static uint64_t size_of(int64_t number) {
  return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

char *digits_write(char *to, int64_t number) {
  if (number >= 0)
    return digits_write_unsigned(to, (uint64_t)number);
  char text[DIGITS_ROOM];
  size_t length = (size_t)(digits_write_unsigned(text, size_of(number)) - text);
  *to = '-';
  memcpy(to + 1, text, length);
  return to + 1 + length;
}

char *digits_write_hundredths(char *to, int64_t hundredths, int places) {
  uint64_t size = size_of(hundredths), one = places == 1 ? 10 : 100;
  char text[2 * DIGITS_ROOM], *end = text;
  if (places == 1)
    size = (size + 5) / 10;
  if (hundredths < 0)
    *end++ = '-';
  end = digits_write_unsigned(end, size / one);
  *end++ = '.';
  const char *rest = &pairs[size % one * 2];
  if (places == 1)
    *end++ = rest[1];
  else
    end = (char *)memcpy(end, rest, 2) + 2;
  size_t length = (size_t)(end - text);
  memcpy(to, text, length);
  return to + length;
}

void digits_put(FILE *out, int64_t number) {
  char text[DIGITS_ROOM];
  fwrite(text, 1, (size_t)(digits_write(text, number) - text), out);
}
