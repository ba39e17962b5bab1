/* The program's totals.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/totals.h"

static Totals totals;

Totals* ML_(totals)(void) { return &totals; }
