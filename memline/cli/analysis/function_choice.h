/* Which functions to show, and in which order.

   The order in which a person would want them: the program's own before those
   of system headers and libraries, then the larger gross flow (bytes allocated
   and freed, summed over the function's lines) first; equals by file and name.
   The tool follows the same rule.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_FUNCTION_CHOICE_H
#define MEMLINE_CLI_FUNCTION_CHOICE_H

#include "analysis/selection.h"
#include "profile/profile.h"

#include <stdbool.h>

/* How many functions are shown to those who did not say which. */
#define FUNCTION_CHOICE_DEFAULT_SHOW 10

/* What to order by, besides figures (enum figure), of which the largest sum
   (or maximum) over a function's lines comes first. */
#define FUNCTION_CHOICE_BY_RULE -1
#define FUNCTION_CHOICE_BY_NAME -2

struct function_choice_wish {
  const struct selection *selection; /* functions that have lines in it */
  bool ran;                          /* only functions that ran */
  bool own;                          /* only the program's own */
  int order;                         /* a figure or FUNCTION_CHOICE_BY_... */
  size_t show;                       /* at most so many; 0: all */
};

struct function_choice {
  int32_t *functions; /* rows, in the order in which to show them */
  size_t count;
};

void function_choice_make(const struct profile *profile,
                          const struct function_choice_wish *wish,
                          struct function_choice *choice);

void function_choice_free(struct function_choice *choice);

#endif
