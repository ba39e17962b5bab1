/* Figures as text, exactly as the tool prints them too.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_UNITS_H
#define MEMLINE_CLI_UNITS_H

#include <stdbool.h>
#include <stdint.h>

enum unit { UNIT_AUTO, UNIT_B, UNIT_KIB, UNIT_MIB, UNIT_GIB };

/* The words of enum unit, as values of an option. */
#define UNIT_WORDS "auto B KiB MiB GiB"

/* Room for any figure with its sign and unit, and to write that fast. */
#define UNITS_TEXT 64

/* "1400 B", or three decimals and a bigger unit.  SIGNED puts a plus before
   what is above zero.  Automatic units stay in bytes below 10000, and go on to
   the next unit when the rounded value would reach 1000. */
void units_format_bytes(char text[UNITS_TEXT], int64_t bytes, enum unit unit,
                        bool is_signed);

/* A figure of a COLUMN_* kind; the empty text for FIGURE_NONE. */
void units_format(char text[UNITS_TEXT], int64_t value, int kind,
                  enum unit unit);

#endif
