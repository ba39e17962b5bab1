/* Call paths as text: folded stacks, and the paths of CSV.  A frame's text is
   made once, and a path's is put together from them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_STACKS_H
#define MEMLINE_CLI_STACKS_H

#include "analysis/paths.h"
#include "base/arena.h"

/* The text of a frame, as "FUNCTION (FILE:LINE)" with the last part of the
   file's name; a semicolon in it becomes a colon, a control character '?'. */
struct stacks_frame {
  const char *text; /* NULL: not made yet */
  size_t length;
};

struct stacks {
  const struct paths *paths; /* not owned */
  struct stacks_frame *frames;
  struct arena texts;
  char *text; /* of the last path */
  size_t capacity;
};

void stacks_make(const struct paths *paths, struct stacks *stacks);

void stacks_free(struct stacks *stacks);

/* The frames that lead to the end of PATH, outermost first, with semicolons
   between them.  Valid until the next call. */
const char *stacks_text(struct stacks *stacks, int32_t path);

#endif
