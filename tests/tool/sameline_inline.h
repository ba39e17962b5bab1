/* A function on the line on which sameline.c calls it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef SAMELINE_INLINE_H
#define SAMELINE_INLINE_H
#include <stdlib.h>

/* Its line has the number of the line that calls it. */
static inline char *pool_get(size_t n) { return malloc(n); } /* @pool */
#endif
