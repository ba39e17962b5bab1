/* Which lines a view is about: what --func, --file and --exclude say.  The
   patterns are compared once with each function and file of a profile; asking
   then costs two look-ups.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SELECTION_H
#define MEMLINE_CLI_SELECTION_H

#include "base/arguments.h"
#include "profile/profile.h"

/* What was asked for; all zero is everything. */
struct selection_wish {
  struct option_list functions, files, exclude;
};

/* The options that fill a struct selection_wish. */
extern const struct option_row selection_options[3];

struct selection {
  const struct profile *profile; /* not owned */
  bool all;                      /* nothing was asked for */
  bool no_line;                  /* what has no line is in it */
  bool *functions, *files;       /* by row */
};

void selection_make(const struct profile *profile,
                    const struct selection_wish *wish,
                    struct selection *selection);

void selection_free(struct selection *selection);

/* Of its lines, those in selected files are. */
bool selection_has_function(const struct selection *selection,
                            int32_t function);

/* The place without a line is in it if nothing was asked for, or only to leave
   something out. */
bool selection_has_place(const struct selection *selection,
                         const struct place *place);

#endif
