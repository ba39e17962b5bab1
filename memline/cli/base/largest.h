/* Which items have the most of something.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_LARGEST_H
#define MEMLINE_CLI_LARGEST_H

#include <stddef.h>
#include <stdint.h>

/* The numbers of COUNT items, that with the largest value first; equals stay as
   they are.  VALUE is that of item 0, and the others follow, each STRIDE bytes
   behind the one before.  The caller frees the array. */
size_t *largest_first(const int64_t *value, size_t stride, size_t count);

#endif
