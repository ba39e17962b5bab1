/* Source files: finds the one that a profile names, and walks its lines.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SOURCE_H
#define MEMLINE_CLI_SOURCE_H

#include "profile/profile.h"

#include <stdbool.h>
#include <stddef.h>

/* Which files to take that do not hold what the profile says. */
enum source_others {
  SOURCE_NO_OTHERS,    /* none: a profile may come from anybody, and so it does
                          not decide alone which file is shown */
  SOURCE_NAMED_OTHERS, /* those in the directories */
  SOURCE_ANY_OTHERS,   /* all */
};

/* Where to look.  Nothing in here is owned. */
struct source_search {
  const char *profile_directory; /* for relative names; NULL: nowhere else */
  const char *const *directories;
  size_t directory_count;
  const char *const *maps; /* OLD=NEW: a path below OLD is now below NEW */
  size_t map_count;
  enum source_others others;
};

/* The directory part of a profile's path, for profile_directory; NULL if it has
   none.  The caller frees it. */
char *source_directory(const char *profile_path);

/* One file, wholly in memory.  Only regular files of less than 1 GiB. */
struct source;

/* Looks for the file PATH: where the maps say; as it is; for a relative one,
   beside the profile; then in each of the directories, with as much of its path
   as there is, down to its last part.  Nothing outside the directories and what
   maps name is looked for there, whatever the path and links say.

   Taken is the first one that holds what DIGEST says; if there is none, the
   first of the others that are wanted, else NULL.  WITHHELD tells whether
   others were there that are not wanted.  The caller frees the result. */
struct source *source_find(const char *path, const struct digest *digest,
                           const struct source_search *search, bool *withheld);

/* Whether the file holds something else than what its digest says; false if
   the digest says nothing. */
bool source_changed(const struct source *source);

void source_free(struct source *source);

long source_line_count(const struct source *source);

/* Everything that source_find() would try, separated by a comma and a space.
   The caller frees it. */
char *source_tried(const char *path, const struct source_search *search);

/* Lines as they are fit to be shown (text_show_line() of shared/text.h),
   without white space at the end.  TEXT is valid during the call; behind its
   LENGTH bytes is a null byte. */
typedef void source_line(void *data, long line, const char *text,
                         size_t length);

/* Calls SHOW for lines FIRST to LAST, numbered from 1; with the empty text for
   those that the file does not have. */
void source_walk(struct source *source, long first, long last,
                 source_line *show, void *data);

#endif
