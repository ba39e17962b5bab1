/* Which leaks not to report: files in the syntax of Valgrind's suppressions
   (those of Memcheck:Leak), of LeakSanitizer's (leak:PATTERN), or both.

   A profile knows functions and source files, not objects, and has no frame for
   malloc itself: the first frames of a suppression that name an allocation
   function fit that.  A suppression that names an object fits nothing.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SUPPRESSIONS_H
#define MEMLINE_CLI_SUPPRESSIONS_H

#include "analysis/paths.h"
#include "base/error.h"

/* All zero is none. */
struct suppressions {
  struct suppression *items;
  size_t count, capacity;
};

/* Adds what the file holds; errors are "FILE:LINE: expected X, found Y". */
bool suppressions_read(struct suppressions *suppressions, const char *path,
                       struct error *error);

void suppressions_free(struct suppressions *suppressions);

/* The first one that fits the path, or -1.  All calls must be about the same
   paths: what fits their frames is found out once. */
long suppressions_find(const struct suppressions *suppressions,
                       const struct paths *paths, int32_t path);

/* How many can fit nothing because they name an object. */
size_t suppressions_with_objects(const struct suppressions *suppressions);

/* The name that a suppression has, or its pattern. */
const char *suppressions_name(const struct suppressions *suppressions,
                              size_t number);

#endif
