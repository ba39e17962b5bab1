/* speedscope's own JSON: a profile for each figure of which there is something,
   and in it a sample for each call path.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "quote.h"

#include <inttypes.h>
#include <stdlib.h>

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

/* Outermost first. */
static void put_sample(const struct paths *paths, FILE *out, int32_t path,
                       int32_t *stack) {
  size_t depth = 0;
  for (; path >= 0; path = paths->items[path].parent)
    stack[depth++] = paths->items[path].frame;
  putc('[', out);
  while (depth-- > 0)
    fprintf(out, "%" PRId32 "%s", stack[depth], depth ? "," : "]");
}

static int64_t total_of(const struct paths *paths, enum amount amount) {
  int64_t total = 0;
  for (size_t i = 0; i < paths->count; i++)
    total += paths->items[i].amounts[amount];
  return total;
}

static void put_view(const struct paths *paths, FILE *out, size_t view,
                     int64_t total, int32_t *stack) {
  const char *before = "\n";
  enum amount amount = views[view].amount;
  fprintf(out, "{\"type\": \"sampled\", \"name\": \"%s\", \"unit\": \"%s\", "
               "\"startValue\": 0, \"endValue\": %" PRId64 ",\n\"samples\": [",
          views[view].name, views[view].unit, total);
  for (size_t i = 0; i < paths->count; i++)
    if (paths->items[i].amounts[amount]) {
      fputs(before, out);
      before = ",\n";
      put_sample(paths, out, (int32_t)i, stack);
    }
  fputs("],\n\"weights\": [", out);
  before = "";
  for (size_t i = 0; i < paths->count; i++)
    if (paths->items[i].amounts[amount]) {
      fprintf(out, "%s%" PRId64, before, paths->items[i].amounts[amount]);
      before = ",";
    }
  fputs("]}", out);
}

static bool write_speedscope(const struct export_job *job, FILE *out) {
  const struct paths *paths = job->paths;
  int32_t *stack = malloc((paths->count + 1) * sizeof *stack);
  bool good = stack;
  const char *before = "\n";
  if (good) {
    fputs("{\"$schema\": \"" SCHEMA "\",\n"
          "\"exporter\": \"memline\", \"name\": ",
          out);
    good = export_put_command(paths->profile, out, quote_json);
    fputs(",\n", out);
    put_frames(paths, out);
    fputs("\"profiles\": [", out);
  }
  for (size_t i = 0; good && i < VIEWS; i++) {
    int64_t total = total_of(paths, views[i].amount);
    /* The viewer cannot open a file without any. */
    if (total == 0 && i > 0)
      continue;
    fputs(before, out);
    before = ",\n";
    put_view(paths, out, i, total, stack);
  }
  fputs("]}\n", out);
  free(stack);
  return good;
}

const struct export export_speedscope = {
    .name = "speedscope",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_FIXED,
    .write = write_speedscope,
};
