/* What became of the blocks that groups of lines allocated, and how large these
   were.  Costs one pass over the contexts, and sorting the sizes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TURNOVER_H
#define MEMLINE_CLI_TURNOVER_H

#include "analysis/groups.h"

struct turnover {
  /* By group; the maxima are not added up.  NULL: nobody knows. */
  int64_t (*lives)[LIVES];
  /* By group and bits; `place` is the group.  Those of group G are numbers
     first[G] to first[G + 1] - 1. */
  struct size_class *sizes;
  size_t *first;
};

void turnover_make(const struct profile *profile, const struct groups *groups,
                   struct turnover *turnover);

void turnover_free(struct turnover *turnover);

/* Room for the text of turnover_size(). */
#define TURNOVER_TEXT 32

/* Which sizes have so many bits: "0 B", "16-31 B", "1-2 KiB". */
void turnover_size(char text[TURNOVER_TEXT], int32_t bits);

#endif
