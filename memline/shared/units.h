/* Figures as people read them, the same in the tool and the command.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_UNITS_H
#define MEMLINE_SHARED_UNITS_H

#include "shared/profile.h"

enum unit { UNIT_AUTO, UNIT_B, UNIT_KIB, UNIT_MIB, UNIT_GIB };

/* The words of enum unit, as values of an option. */
#define UNIT_WORDS "auto B KiB MiB GiB"

/* Room for any figure with its sign and unit, and to write that fast. */
#define UNITS_TEXT 64

/* SIZE in thousandths of the unit, half up.  Whole units and the rest apart,
   because SIZE * 1000 need not fit. */
static inline unsigned long long units_thousandths(unsigned long long size,
                                                   enum unit unit) {
  unsigned bits = 10 * (unsigned)(unit - UNIT_B);
  unsigned long long one = 1ULL << bits;
  return (size >> bits) * 1000 +
         (((size & (one - 1)) * 1000 + one / 2) >> bits);
}

/* Writes the number to TO, with zeros before it if it has fewer than LEAST
   digits, and returns where it ends. */
static inline char *units_put_number(char *to, unsigned long long number,
                                     unsigned least) {
  unsigned digits = 1;
  for (unsigned long long n = number; n >= 10; n /= 10)
    digits++;
  if (digits < least)
    digits = least;
  for (unsigned i = digits; i-- > 0; number /= 10)
    to[i] = (char)('0' + number % 10);
  return to + digits;
}

/* "1400 B", or three decimals and a bigger unit.  IS_SIGNED puts a plus before
   what is above zero.  Automatic units stay in bytes below 10000, and go on to
   the next unit when the rounded value would reach 1000. */
static inline void units_format_bytes(char text[UNITS_TEXT], long long bytes,
                                      enum unit unit, int is_signed) {
  static const char names[][4] = {"", "B", "KiB", "MiB", "GiB"};
  unsigned long long size =
      bytes < 0 ? -(unsigned long long)bytes : (unsigned long long)bytes;
  if (unit == UNIT_AUTO) {
    unit = size < 10000 ? UNIT_B : UNIT_KIB;
    while (unit != UNIT_B && unit < UNIT_GIB &&
           units_thousandths(size, unit) >= 1000000)
      unit++;
  }
  if (bytes < 0 || (is_signed && bytes > 0))
    *text++ = bytes < 0 ? '-' : '+';
  if (unit == UNIT_B) {
    text = units_put_number(text, size, 1);
  } else {
    unsigned long long t = units_thousandths(size, unit);
    text = units_put_number(text, t / 1000, 1);
    *text++ = '.';
    text = units_put_number(text, t % 1000, 3);
  }
  *text++ = ' ';
  for (const char *name = names[unit]; *name; name++)
    *text++ = *name;
  *text = 0;
}

/* A figure of the COLUMN_... kind of unit; the empty text for FIGURE_NONE. */
static inline void units_format(char text[UNITS_TEXT], long long value,
                                int column, enum unit unit) {
  if (value == FIGURE_NONE) {
    *text = 0;
  } else if (column != COLUMN_COUNT) {
    units_format_bytes(text, value, unit, column == COLUMN_SIGNED_BYTES);
  } else {
    if (value < 0)
      *text++ = '-';
    *units_put_number(text,
                      value < 0 ? -(unsigned long long)value
                                : (unsigned long long)value,
                      1) = 0;
  }
}

#endif
