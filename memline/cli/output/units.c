/* Figures as text.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/units.h"

#include "output/digits.h"
#include "shared/profile.h"

void units_format(char text[UNITS_TEXT], int64_t value, int kind,
                  enum unit unit) {
  if (value == FIGURE_NONE)
    text[0] = '\0';
  else if (kind == COLUMN_COUNT)
    *digits_write(text, value) = '\0';
  else
    units_format_bytes(text, value, unit, kind == COLUMN_SIGNED_BYTES);
}
