/* What the figures of a profile add up to, by line, function, file or calling
   context.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_GROUPS_H
#define MEMLINE_CLI_GROUPS_H

#include "analysis/selection.h"
#include "profile/profile.h"

enum grouping {
  GROUP_LINES,
  GROUP_FUNCTIONS,
  GROUP_FILES,
  GROUP_CONTEXTS,
  GROUP_PROGRAM /* all that is selected */
};

/* The words of enum grouping but the last, as values of an option. */
#define GROUPS_WORDS "line function file context"

/* Which of these say what a group is about follows from the grouping; the
   others are -1. */
struct group {
  int32_t place, function, file, context;
  int64_t figures[FIGURES];
};

struct groups {
  struct group *items;
  size_t count;
  int32_t *of_place; /* by place: its group, or -1; NULL for contexts */
};

/* Groups of which something is selected, in the order of the profile (lines:
   by file, function and line).  What no line was active for is a group of its
   own: place 0, or function or file -1.

   Flows of a file that include called functions count what lies below another
   of its lines once; those of the program that do are just added up.  A context
   has no visits: its Mem usage, Peak and Occurrences are empty. */
void groups_collect(const struct profile *profile,
                    const struct selection *selection, enum grouping by,
                    struct groups *groups);

void groups_free(struct groups *groups);

/* The numbers of all groups, those with the largest FIGURE first; equals stay
   as they are.  The caller frees them. */
size_t *groups_rank(const struct groups *groups, enum figure figure);

/* Does the figure include what called functions did, so that groups overlap? */
bool groups_overlap(enum figure figure);

#endif
