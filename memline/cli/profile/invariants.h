/* What must hold in every profile, whatever the program did.  A violation is a
   bug in the tool that wrote the profile, or somebody edited it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_INVARIANTS_H
#define MEMLINE_CLI_INVARIANTS_H

#include "profile/profile.h"

/* Gets each violation as one line of text. */
typedef void invariants_report(void *data, const char *text);

/* Returns the number of violations. */
long invariants_check(const struct profile *profile, invariants_report *report,
                      void *data);

#endif
