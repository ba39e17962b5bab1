/* Short names for people: of a file, as much of the end of its path as no
   other file of the profile has, and of a line, that and its function.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_LABELS_H
#define MEMLINE_CLI_LABELS_H

#include "base/arena.h"
#include "profile/profile.h"

struct labels {
  const struct profile *profile; /* not owned */
  const char **files;            /* parts of the profile's own names */
};

/* False if there is no memory, and then nothing is to be freed. */
bool labels_make(const struct profile *profile, struct labels *labels);

void labels_free(struct labels *labels);

/* For -1, what stands for no file. */
const char *labels_file(const struct labels *labels, int32_t file);

/* What stands for a function without a name; "" for -1. */
const char *labels_function(const struct labels *labels, int32_t function);

/* "grow.c:11", owned by the arena; NULL if there is no memory. */
const char *labels_line(const struct labels *labels, const struct place *place,
                        struct arena *arena);

/* "grow.c:11 grow", the same. */
const char *labels_place(const struct labels *labels, const struct place *place,
                         struct arena *arena);

#endif
