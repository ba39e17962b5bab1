/* Figures as text, exactly as the tool prints them too.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_UNITS_H
#define MEMLINE_CLI_UNITS_H

#include "shared/units.h"

#include <stdint.h>

/* A figure of a COLUMN_* kind; the empty text for FIGURE_NONE. */
void units_format(char text[UNITS_TEXT], int64_t value, int kind,
                  enum unit unit);

#endif
