/* Which figures to show: what --columns says.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COLUMNS_H
#define MEMLINE_CLI_COLUMNS_H

#include "error.h"
#include "profile.h"

#include <stddef.h>

struct columns {
  enum figure list[FIGURES]; /* each at most once */
  int count;
};

/* A comma separated list of keys, of "all" and "default"; with a plus in
   front, the default columns and then the list.  What is named twice is shown
   once, where it was named first. */
bool columns_parse(const char *text, struct columns *columns,
                   struct error *error);

/* The figure with that key, of which LENGTH bytes count; -1 if none has it. */
int columns_find(const char *key, size_t length);

#endif
