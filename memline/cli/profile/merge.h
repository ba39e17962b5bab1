/* Many profiles of one program as one: what docs/format.md says of merged
   profiles.  The sum is the same, to the byte, in whatever order and through
   however many steps the profiles are added, as long as their names tell them
   apart.  Memory grows with what is different in them, not with their number.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MERGE_H
#define MEMLINE_CLI_MERGE_H

#include "base/error.h"
#include "profile/profile.h"

struct merge;

struct merge *merge_new(void);
void merge_free(struct merge *merge);

/* Adds a profile, merged or not; NAME is what the worst one will be called if
   it is this.  After a failure the sum is good for nothing. */
bool merge_add(struct merge *merge, const struct profile *profile,
               const char *name, struct error *error);

/* A source file that did not hold the same in all profiles, so that its lines
   may not be the same either; NULL if there is none. */
const char *merge_changed(const struct merge *merge);

/* The sum of all that was added, at least one profile.  The merge is empty
   afterwards; the caller frees the sum. */
void merge_finish(struct merge *merge, struct profile *sum);

#endif
