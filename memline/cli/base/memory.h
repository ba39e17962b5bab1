/* Memory that is there or ends the command: what could be done without it would
   need some as well.  Whatever comes from here is freed by free().

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_MEMORY_H
#define MEMLINE_CLI_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* The exit status of a command that cannot go on. */
#define MEMORY_STATUS 2

/* Says that there is no memory, and ends the command. */
__attribute__((noreturn)) void memory_exhausted(void);

/* Room for COUNT items of SIZE bytes, which may be none.  Never NULL. */
void *memory_new(size_t count, size_t size);

/* The same, all 0. */
void *memory_zeroed(size_t count, size_t size);

/* ITEMS, which may be NULL, with room for COUNT; they may have moved. */
void *memory_resize(void *items, size_t count, size_t size);

/* Texts: the same, its first LENGTH bytes, or what printf() would print. */
char *memory_copy(const char *text);
char *memory_part(const char *text, size_t length);
__attribute__((format(printf, 1, 2))) char *memory_format(const char *format,
                                                          ...);

/* A stream that makes a text: memory_stream_close() leaves it in *TEXT, with a
   NUL behind its *LENGTH bytes. */
FILE *memory_stream(char **text, size_t *length);
void memory_stream_close(FILE *stream);

#endif
