/* Which files of two profiles are the same file, though the program may have
   been compiled in another folder or its files moved.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SAME_FILES_H
#define MEMLINE_CLI_SAME_FILES_H

#include "profile/profile.h"

/* For each file of NEW its row in OLD, or -1: the one of the same name; or,
   among those without one, the only one that agrees in most parts of its path,
   from the last on, if that holds the other way round as well.  The caller
   frees it. */
int32_t *same_files(const struct profile *new, const struct profile *old);

#endif
