/* Figures as text.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/units.h"

#include "output/digits.h"
#include "shared/profile.h"

#include <string.h>

static const char *const names[] = {"auto", "B", "KiB", "MiB", "GiB"};

/* SIZE in thousandths of the unit, half up.  Whole units and the rest apart,
   because SIZE * 1000 need not fit. */
static uint64_t thousandths(uint64_t size, enum unit unit) {
  int bits = 10 * (unit - UNIT_B);
  uint64_t one = UINT64_C(1) << bits;
  return (size >> bits) * 1000 +
         (((size & (one - 1)) * 1000 + one / 2) >> bits);
}

void units_format_bytes(char text[UNITS_TEXT], int64_t bytes, enum unit unit,
                        bool is_signed) {
  uint64_t size = bytes < 0 ? -(uint64_t)bytes : (uint64_t)bytes;
  const char *sign = bytes < 0 ? "-" : is_signed && bytes > 0 ? "+" : "";
  if (unit == UNIT_AUTO) {
    unit = size < 10000 ? UNIT_B : UNIT_KIB;
    while (unit != UNIT_B && unit < UNIT_GIB &&
           thousandths(size, unit) >= 1000000)
      unit++;
  }
  if (*sign)
    *text++ = *sign;
  if (unit == UNIT_B) {
    text = digits_write_unsigned(text, size);
  } else {
    uint64_t t = thousandths(size, unit);
    text = digits_write_unsigned(text, t / 1000);
    /* The 1 that keeps the zeros behind it gives way to the point. */
    digits_write_unsigned(text, 1000 + t % 1000);
    *text = '.';
    text += sizeof ".000" - 1;
  }
  *text++ = ' ';
  strcpy(text, names[unit]);
}

void units_format(char text[UNITS_TEXT], int64_t value, int kind,
                  enum unit unit) {
  if (value == FIGURE_NONE)
    text[0] = '\0';
  else if (kind == COLUMN_COUNT)
    *digits_write(text, value) = '\0';
  else
    units_format_bytes(text, value, unit, kind == COLUMN_SIGNED_BYTES);
}
