/* Valgrind, which the tool runs in: where its launcher is, and in which
   directory that must look for the tool.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_VALGRIND_H
#define MEMLINE_CLI_VALGRIND_H

#include "base/error.h"

/* The directory for $VALGRIND_LIB: that of the build tree if this command is
   run from one, else the one that memline was installed with.  NULL if the
   tool lies where Valgrind looks anyway.  The caller frees it. */
char *valgrind_library(void);

/* Becomes `valgrind ARGUMENTS...`; arguments[0] is replaced, and a NULL ends
   them.  Returns only if that fails. */
bool valgrind_exec(char **arguments, struct error *error);

#endif
