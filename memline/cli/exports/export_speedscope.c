/* speedscope's own JSON: a profile for each figure of which there is something,
   and in it a sample for each call path.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "base/memory.h"
#include "output/digits.h"
#include "output/quote.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "https://www.speedscope.app/file-format-schema.json"

static const struct {
  enum amount amount;
  const char *name, *unit;
} views[] = {
    {AMOUNT_AT_PEAK_BYTES, "At peak (bytes)", "bytes"},
    {AMOUNT_ALLOCATED, "Allocated (bytes)", "bytes"},
    {AMOUNT_FREED, "Freed (bytes)", "bytes"},
    {AMOUNT_AT_EXIT_BYTES, "At exit (bytes)", "bytes"},
    {AMOUNT_AT_PEAK_BLOCKS, "At peak (blocks)", "none"},
    {AMOUNT_ALLOCS, "Allocated (blocks)", "none"},
    {AMOUNT_FREES, "Freed (blocks)", "none"},
    {AMOUNT_AT_EXIT_BLOCKS, "At exit (blocks)", "none"},
};

#define VIEWS (sizeof views / sizeof views[0])

static void put_frames(const struct paths *paths, FILE *out) {
  fputs("\"shared\": {\"frames\": [", out);
  for (size_t i = 0; i < paths->frame_count; i++) {
    const struct frame *frame = &paths->frames[i];
    fputs(i ? ",\n{\"name\": " : "\n{\"name\": ", out);
    quote_json(out, export_function(paths->profile, frame->function));
    if (frame->line) {
      fputs(", \"file\": ", out);
      quote_json(out, export_file(paths->profile, frame->file));
      fprintf(out, ", \"line\": %" PRId32, frame->line);
    }
    putc('}', out);
  }
  fputs("]},\n", out);
}

#define FRAME_ROOM 11

/* The number of a frame with a comma behind it. */
struct number {
  char text[FRAME_ROOM];
  unsigned char length;
};

/* The numbers of all frames; and room for the deepest path there can be: its
   frames, and their text. */
struct room {
  struct number *numbers;
  int32_t *stack;
  char *text;
};

static void room_make(const struct paths *paths, struct room *room) {
  *room = (struct room){
      .numbers = memory_new(paths->frame_count, sizeof *room->numbers),
      .stack = memory_new(paths->count, sizeof *room->stack),
      .text = memory_new(paths->count + 1, FRAME_ROOM),
  };
  for (size_t i = 0; i < paths->frame_count; i++) {
    char text[DIGITS_ROOM + 1] = "", *end = digits_write(text, (int64_t)i);
    *end++ = ',';
    room->numbers[i].length = (unsigned char)(end - text);
    memcpy(room->numbers[i].text, text, FRAME_ROOM);
  }
}

static void room_free(struct room *room) {
  free(room->numbers);
  free(room->stack);
  free(room->text);
}

/* Outermost first. */
static void put_sample(const struct paths *paths, FILE *out, int32_t path,
                       const struct room *room) {
  size_t depth = 0;
  for (; path >= 0; path = paths->items[path].parent)
    room->stack[depth++] = paths->items[path].frame;
  char *at = room->text;
  while (depth-- > 0) {
    const struct number *number = &room->numbers[room->stack[depth]];
    memcpy(at, number->text, FRAME_ROOM); /* a fixed length is fast */
    at += number->length;
  }
  at[-1] = ']';
  putc('[', out);
  fwrite(room->text, 1, (size_t)(at - room->text), out);
}

static int64_t total_of(const struct paths *paths, enum amount amount) {
  int64_t total = 0;
  for (size_t i = 0; i < paths->count; i++)
    total += paths->ends[i][amount];
  return total;
}

static void put_view(const struct paths *paths, FILE *out, size_t view,
                     int64_t total, const struct room *room) {
  const char *before = "\n";
  enum amount amount = views[view].amount;
  fprintf(out,
          "{\"type\": \"sampled\", \"name\": \"%s\", \"unit\": \"%s\", "
          "\"startValue\": 0, \"endValue\": %" PRId64 ",\n\"samples\": [",
          views[view].name, views[view].unit, total);
  for (size_t i = 0; i < paths->count; i++)
    if (paths->ends[i][amount]) {
      fputs(before, out);
      before = ",\n";
      put_sample(paths, out, (int32_t)i, room);
    }
  fputs("],\n\"weights\": [", out);
  before = "";
  for (size_t i = 0; i < paths->count; i++)
    if (paths->ends[i][amount]) {
      fputs(before, out);
      digits_put(out, paths->ends[i][amount]);
      before = ",";
    }
  fputs("]}", out);
}

static void write_speedscope(const struct export_job *job, FILE *out) {
  const struct paths *paths = &job->paths;
  struct room room;
  const char *before = "\n";
  room_make(paths, &room);
  fputs("{\"$schema\": \"" SCHEMA "\",\n"
        "\"exporter\": \"memline\", \"name\": ",
        out);
  export_put_command(paths->profile, out, quote_json);
  fputs(",\n", out);
  put_frames(paths, out);
  fputs("\"profiles\": [", out);
  for (size_t i = 0; i < VIEWS; i++) {
    int64_t total = total_of(paths, views[i].amount);
    /* The viewer cannot open a file without any. */
    if (total == 0 && i > 0)
      continue;
    fputs(before, out);
    before = ",\n";
    put_view(paths, out, i, total, &room);
  }
  fputs("]}\n", out);
  room_free(&room);
}

const struct export export_speedscope = {
    .name = "speedscope",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_FIXED,
    .write = write_speedscope,
};
