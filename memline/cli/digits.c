/* Whole numbers as programs read them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "digits.h"

#include <string.h>

char *digits_write(char *to, int64_t number) {
  char text[DIGITS_ROOM], *at = text + sizeof text;
  uint64_t n = number < 0 ? -(uint64_t)number : (uint64_t)number;
  do
    *--at = (char)('0' + n % 10);
  while ((n /= 10) > 0);
  if (number < 0)
    *--at = '-';
  size_t length = (size_t)(text + sizeof text - at);
  memcpy(to, at, length);
  return to + length;
}

void digits_put(FILE *out, int64_t number) {
  char text[DIGITS_ROOM];
  fwrite(text, 1, (size_t)(digits_write(text, number) - text), out);
}
