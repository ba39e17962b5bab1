/* The profile that somebody means who names none.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_LATEST_H
#define MEMLINE_CLI_LATEST_H

#include "base/error.h"

/* The regular file memline.out.* in the current directory that was changed
   last, and of several that were changed at the same time the last by name.
   The caller frees it; NULL, and an error that says how to make one, if there
   is none. */
char *latest_profile(struct error *error);

#endif
