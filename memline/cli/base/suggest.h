/* The word that somebody probably meant.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_SUGGEST_H
#define MEMLINE_CLI_SUGGEST_H

#include <stddef.h>

/* The nearest of COUNT words, or NULL if none is near: at most a third of the
   letters of WORD (one at least) typed wrongly, left out, added or swapped.
   The first of several that are equally near. */
const char *suggest_nearest(const char *word, const char *const *words,
                            size_t count);

#endif
