/* Call paths as text.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/stacks.h"

#include "base/memory.h"
#include "output/quote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void stacks_make(const struct paths *paths, struct stacks *stacks) {
  *stacks = (struct stacks){
      .paths = paths,
      .frames = memory_zeroed(paths->frame_count, sizeof *stacks->frames)};
}

void stacks_free(struct stacks *stacks) {
  free(stacks->frames);
  free(stacks->text);
  arena_free(&stacks->texts);
  memset(stacks, 0, sizeof *stacks);
}

static void make_frame(struct stacks *stacks, int32_t number) {
  struct stacks_frame *frame = &stacks->frames[number];
  char *label = frame_label(stacks->paths, number), *text;
  FILE *out = memory_stream(&text, &frame->length);
  quote_without(out, label, ';', ':');
  memory_stream_close(out);
  frame->text = arena_string(&stacks->texts, text, frame->length);
  free(label);
  free(text);
}

/* The length of a path's text, with a semicolon behind each frame. */
static size_t measure(struct stacks *stacks, int32_t path) {
  size_t length = 0;
  for (; path >= 0; path = stacks->paths->items[path].parent) {
    int32_t frame = stacks->paths->items[path].frame;
    if (!stacks->frames[frame].text)
      make_frame(stacks, frame);
    length += stacks->frames[frame].length + 1;
  }
  return length;
}

const char *stacks_text(struct stacks *stacks, int32_t path) {
  size_t length = measure(stacks, path);
  if (length > stacks->capacity) {
    free(stacks->text);
    stacks->capacity = 2 * length;
    stacks->text = memory_new(stacks->capacity, 1);
  }
  char *at = stacks->text + length; /* from the end, which is the innermost */
  for (; path >= 0; path = stacks->paths->items[path].parent) {
    const struct stacks_frame *frame =
        &stacks->frames[stacks->paths->items[path].frame];
    *--at = ';';
    at -= frame->length;
    memcpy(at, frame->text, frame->length);
  }
  stacks->text[length - 1] = '\0';
  return stacks->text;
}
