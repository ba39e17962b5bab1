/* Many small strings that live and die together.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* vasprintf */

#include "base/arena.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 65536

struct arena_chunk {
  struct arena_chunk *next;
  size_t size; /* of bytes[], filled from the front */
  char bytes[];
};

static struct arena_chunk *chunk_new(size_t size) {
  if (size > SIZE_MAX - sizeof(struct arena_chunk))
    memory_exhausted();
  struct arena_chunk *chunk = memory_new(1, sizeof *chunk + size);
  chunk->size = size;
  return chunk;
}

/* A string that would waste most of a chunk gets one of its own, put behind
   the one that is being filled. */
static char *string_alone(struct arena *arena, size_t size) {
  struct arena_chunk *chunk = chunk_new(size);
  struct arena_chunk **link =
      arena->chunks ? &arena->chunks->next : &arena->chunks;
  chunk->next = *link;
  *link = chunk;
  return chunk->bytes;
}

static char *string_in_chunk(struct arena *arena, size_t size) {
  if (arena->left < size) {
    struct arena_chunk *chunk = chunk_new(CHUNK_BYTES);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->left = CHUNK_BYTES;
  }
  char *start = arena->chunks->bytes + arena->chunks->size - arena->left;
  arena->left -= size;
  return start;
}

char *arena_string(struct arena *arena, const char *text, size_t length) {
  size_t size = length + 1;
  char *copy = size > CHUNK_BYTES / 4 ? string_alone(arena, size)
                                      : string_in_chunk(arena, size);
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

const char *arena_format(struct arena *arena, const char *format, ...) {
  va_list arguments;
  char *text = NULL;
  va_start(arguments, format);
  int length = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (length < 0)
    memory_exhausted();
  const char *copy = arena_string(arena, text, (size_t)length);
  free(text);
  return copy;
}

void arena_free(struct arena *arena) {
  while (arena->chunks) {
    struct arena_chunk *next = arena->chunks->next;
    free(arena->chunks);
    arena->chunks = next;
  }
  arena->left = 0;
}
