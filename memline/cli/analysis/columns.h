/* Which figures to show: what --columns says.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COLUMNS_H
#define MEMLINE_CLI_COLUMNS_H

#include "base/error.h"
#include "profile/profile.h"

#include <stddef.h>

/* More than any view has. */
#define COLUMNS_MAX 48

struct columns {
  int list[COLUMNS_MAX]; /* numbers of columns, each at most once */
  int count;
};

/* What there is to choose from. */
struct columns_known {
  const char *const *keys; /* by the column's number */
  int count;               /* COLUMNS_MAX at most */
  const char *defaults;    /* a list of keys */
};

/* A comma separated list of keys, of "all" and "default"; with a plus in
   front, the default columns and then the list.  What is named twice is shown
   once, where it was named first. */
bool columns_choose(const char *text, const struct columns_known *known,
                    struct columns *columns, struct error *error);

/* The same for the figures of a line; numbers are those of enum figure. */
bool columns_parse(const char *text, struct columns *columns,
                   struct error *error);

/* The keys of all figures, as values of an option. */
#define COLUMNS_KEY(id, key, ...) key " "
#define COLUMNS_WORDS PROFILE_FIGURES(COLUMNS_KEY) "all default"

/* The figure with that key, of which LENGTH bytes count; -1 if none has it. */
int columns_find(const char *key, size_t length);

#endif
