/* The source text of each line of a profile, where the files hold what they
   held when the program ran.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_LINE_TEXTS_H
#define MEMLINE_CLI_LINE_TEXTS_H

#include "analysis/lines.h"
#include "analysis/source.h"
#include "base/arena.h"

struct line_texts {
  struct arena arena;
  const char *
      *items; /* of each line: white space is one blank; NULL: unknown */
};

/* SEARCH->others says what of files whose content the profile does not tell:
   whether those that are found are taken to be the right ones.  Holds one file
   at a time. */
void line_texts_collect(const struct lines *lines,
                        const struct source_search *search,
                        struct line_texts *texts);

void line_texts_free(struct line_texts *texts);

#endif
