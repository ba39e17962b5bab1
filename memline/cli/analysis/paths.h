/* The call paths of a profile as a tree of frames, for views and formats that
   know nothing of contexts and inlined places.  A frame is a line of a
   function; an inlined call is a frame like any other, and paths that read the
   same are one, whatever was inlined on which.  So no two children of one frame
   are alike, and no two paths have the same list of frames.

   Costs one pass over the contexts, and 120 bytes for each step of the tree.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_PATHS_H
#define MEMLINE_CLI_PATHS_H

#include "analysis/selection.h"
#include "base/children.h"
#include "profile/profile.h"

#include <stdbool.h>
#include <stdint.h>

/* FUNCTION and FILE are -1 and LINE 0 for what no line was active for. */
struct frame {
  int32_t function, file, line;
};

/* The path that leads to a frame and ends there. */
struct path {
  int32_t parent; /* an earlier path, or -1: the frame is the outermost */
  int32_t frame;
};

typedef int64_t amounts[AMOUNTS];
typedef int64_t lives[LIVES];

struct paths {
  const struct profile *profile; /* not owned */
  struct frame *frames;          /* each once, as they first come up in ITEMS */
  struct path *items;
  amounts *ends; /* what happened at the end of exactly each path; apart, so
                    that the paths that lead to another lie close together */
  lives *lives;  /* the same of what became of blocks; NULL: nobody knows.  Of
                    contexts that read the same, the sum: max_bytes is then what
                    they had together at most */
  size_t frame_count, count;
};

static inline void amounts_add(amounts to, const amounts more) {
  for (int i = 0; i < AMOUNTS; i++)
    to[i] += more[i];
}

static inline void lives_add_up(lives to, const lives more) {
  for (int i = 0; i < LIVES; i++)
    to[i] += more[i];
}

void paths_collect(const struct profile *profile, struct paths *paths);

void paths_free(struct paths *paths);

/* Sets to 0 the amounts of the paths whose end is not selected, so that they
   add up to the self figures of the selected lines. */
void paths_select(struct paths *paths, const struct selection *selection);

/* The rows of all paths, those with the largest AMOUNT first; equals stay as
   they are.  The caller frees them. */
size_t *paths_rank(const struct paths *paths, enum amount amount);

/* Sets to 0 the amounts of all but the COUNT paths with the largest AMOUNT. */
void paths_keep_largest(struct paths *paths, enum amount amount, size_t count);

/* The paths that go on from each. */
struct children paths_children(const struct paths *paths);

/* Cuts off what is outside of the DEPTH innermost frames of each path, as
   unwinders do, so that recursion does not make the text of all paths grow with
   its square. */
void paths_cut(struct paths *paths, size_t depth);

/* Whether something happened at the end of exactly this path. */
bool paths_is_end(const struct paths *paths, size_t path);

/* "FUNCTION (FILE:LINE)" with the last part of the file's name.  The caller
   frees it. */
char *frame_label(const struct paths *paths, int32_t frame);

#endif
