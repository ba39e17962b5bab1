/* Many small strings that live and die together, as the names of a profile
   do.  A string costs its length and one byte; none can be freed alone.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_ARENA_H
#define MEMLINE_CLI_ARENA_H

#include <stddef.h>

/* All zero is an empty arena. */
struct arena {
  struct arena_chunk *chunks;
  size_t left; /* bytes free at the end of the first chunk */
};

/* A copy of LENGTH bytes with a NUL behind them, owned by the arena. */
char *arena_string(struct arena *arena, const char *text, size_t length);

/* The same for a formatted text. */
__attribute__((format(printf, 2, 3))) const char *
arena_format(struct arena *arena, const char *format, ...);

void arena_free(struct arena *arena);

#endif
