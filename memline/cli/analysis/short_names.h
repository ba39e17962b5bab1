/* Short names for people: of a file, as much of the end of its path as no
   other file of the profile has, and of a line, that and its function.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SHORT_NAMES_H
#define MEMLINE_CLI_SHORT_NAMES_H

#include "base/arena.h"
#include "profile/profile.h"

struct short_names {
  const struct profile *profile; /* not owned */
  const char **files;            /* parts of the profile's own names */
};

void short_names_make(const struct profile *profile,
                      struct short_names *labels);

void short_names_free(struct short_names *labels);

/* For -1, what stands for no file. */
const char *short_names_file(const struct short_names *labels, int32_t file);

/* What stands for a function without a name; "" for -1. */
const char *short_names_function(const struct short_names *labels,
                                 int32_t function);

/* "grow.c:11", owned by the arena. */
const char *short_names_line(const struct short_names *labels,
                             const struct place *place, struct arena *arena);

/* "grow.c:11 grow", the same. */
const char *short_names_place(const struct short_names *labels,
                              const struct place *place, struct arena *arena);

#endif
