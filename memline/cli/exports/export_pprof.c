/* pprof's gzipped profile.proto, for go tool pprof, Pyroscope and Parca: a
   sample for each call path, with the sample types that heap profiles of Go
   have, in their order, and two more for the peak, which viewers show first.
   "In use" is at exit.

   There are no addresses: a location is a frame, and its number is the frame's
   and 1.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* qsort_r */

#include "exports/export.h"

#include "base/memory.h"
#include "base/numbers.h"
#include "exports/protobuf.h"
#include "output/quote.h"

#include <stdlib.h>
#include <zlib.h>

/* Numbers of fields in profile.proto. */
enum {
  PROFILE_SAMPLE_TYPE = 1,
  PROFILE_SAMPLE = 2,
  PROFILE_MAPPING = 3,
  PROFILE_LOCATION = 4,
  PROFILE_FUNCTION = 5,
  PROFILE_STRING_TABLE = 6,
  PROFILE_PERIOD_TYPE = 11,
  PROFILE_PERIOD = 12,
  PROFILE_DEFAULT_SAMPLE_TYPE = 14,
  VALUE_TYPE_TYPE = 1,
  VALUE_TYPE_UNIT = 2,
  SAMPLE_LOCATION_ID = 1,
  SAMPLE_VALUE = 2,
  MAPPING_ID = 1,
  MAPPING_FILENAME = 5,
  MAPPING_HAS_FUNCTIONS = 7,
  MAPPING_HAS_FILENAMES = 8,
  MAPPING_HAS_LINE_NUMBERS = 9,
  MAPPING_HAS_INLINE_FRAMES = 10,
  LOCATION_ID = 1,
  LOCATION_MAPPING_ID = 2,
  LOCATION_LINE = 4,
  LINE_FUNCTION_ID = 1,
  LINE_LINE = 2,
  FUNCTION_ID = 1,
  FUNCTION_NAME = 2,
  FUNCTION_FILENAME = 4
};

static const struct {
  enum amount amount;
  const char *type, *unit;
} types[] = {
    {AMOUNT_ALLOCS, "alloc_objects", "count"},
    {AMOUNT_ALLOCATED, "alloc_space", "bytes"},
    {AMOUNT_AT_EXIT_BLOCKS, "inuse_objects", "count"},
    {AMOUNT_AT_EXIT_BYTES, "inuse_space", "bytes"},
    {AMOUNT_AT_PEAK_BLOCKS, "peak_objects", "count"},
    {AMOUNT_AT_PEAK_BYTES, "peak_space", "bytes"},
};

#define TYPES (sizeof types / sizeof types[0])

/* The only program that is known of, for all locations. */
#define THE_MAPPING 1

struct writer {
  const struct paths *paths;
  struct protobuf message, part, inner; /* each within the one before */
  uint64_t strings;                     /* in the table */
  /* Where a name is in the table; 0: not yet.  One more, in front, for what
     has no line. */
  uint64_t *file_string, *function_string;
};

/* Adds a string to the table and returns its number. */
static uint64_t put_string(struct writer *writer, const char *text) {
  char *bytes;
  size_t length;
  FILE *out = memory_stream(&bytes, &length);
  quote_utf8(out, text);
  memory_stream_close(out);
  protobuf_bytes(&writer->message, PROFILE_STRING_TABLE, bytes, length);
  free(bytes);
  return writer->strings++;
}

static uint64_t file_string(struct writer *writer, int32_t file) {
  uint64_t *string = &writer->file_string[file + 1];
  if (!*string)
    *string = put_string(writer, export_file(writer->paths->profile, file));
  return *string;
}

static uint64_t function_string(struct writer *writer, int32_t function) {
  uint64_t *string = &writer->function_string[function + 1];
  if (!*string)
    *string =
        put_string(writer, export_function(writer->paths->profile, function));
  return *string;
}

static uint64_t put_value_type(struct writer *writer, unsigned field,
                               const char *type, const char *unit) {
  uint64_t string = put_string(writer, type);
  protobuf_number(&writer->part, VALUE_TYPE_TYPE, string);
  protobuf_number(&writer->part, VALUE_TYPE_UNIT, put_string(writer, unit));
  protobuf_nest(&writer->message, field, &writer->part);
  return string;
}

static void put_head(struct writer *writer) {
  const struct profile *profile = writer->paths->profile;
  struct protobuf *part = &writer->part;
  uint64_t preferred = 0;
  put_string(writer, "");
  for (size_t i = 0; i < TYPES; i++) {
    uint64_t type = put_value_type(writer, PROFILE_SAMPLE_TYPE, types[i].type,
                                   types[i].unit);
    if (types[i].amount == AMOUNT_AT_PEAK_BYTES)
      preferred = type;
  }
  put_value_type(writer, PROFILE_PERIOD_TYPE, "space", "bytes");
  protobuf_number(&writer->message, PROFILE_PERIOD, 1);
  protobuf_number(&writer->message, PROFILE_DEFAULT_SAMPLE_TYPE, preferred);
  protobuf_number(part, MAPPING_ID, THE_MAPPING);
  protobuf_number(
      part, MAPPING_FILENAME,
      put_string(writer, profile->command_count ? profile->command[0] : "???"));
  for (unsigned field = MAPPING_HAS_FUNCTIONS;
       field <= MAPPING_HAS_INLINE_FRAMES; field++)
    protobuf_number(part, field, 1);
  protobuf_nest(&writer->message, PROFILE_MAPPING, part);
}

static void put_sample(struct writer *writer, size_t path) {
  const struct path *at = &writer->paths->items[path];
  const int64_t *end = writer->paths->ends[path];
  for (;; at = &writer->paths->items[at->parent]) {
    protobuf_packed(&writer->inner, (uint64_t)at->frame + 1);
    if (at->parent < 0)
      break;
  }
  protobuf_nest(&writer->part, SAMPLE_LOCATION_ID, &writer->inner);
  for (size_t i = 0; i < TYPES; i++)
    protobuf_packed(&writer->inner, (uint64_t)end[types[i].amount]);
  protobuf_nest(&writer->part, SAMPLE_VALUE, &writer->inner);
  protobuf_nest(&writer->message, PROFILE_SAMPLE, &writer->part);
}

static bool is_sample(const amounts end) {
  for (size_t i = 0; i < TYPES; i++)
    if (end[types[i].amount])
      return true;
  return false;
}

static void put_location(struct writer *writer, size_t frame,
                         uint64_t function) {
  protobuf_number(&writer->inner, LINE_FUNCTION_ID, function);
  protobuf_number(&writer->inner, LINE_LINE,
                  (uint64_t)writer->paths->frames[frame].line);
  protobuf_number(&writer->part, LOCATION_ID, frame + 1);
  protobuf_number(&writer->part, LOCATION_MAPPING_ID, THE_MAPPING);
  protobuf_nest(&writer->part, LOCATION_LINE, &writer->inner);
  protobuf_nest(&writer->message, PROFILE_LOCATION, &writer->part);
}

/* With the name as the system's name too, pprof would take it for a mangled one
   and cut the parameters that tell functions apart. */
static void put_function(struct writer *writer, uint64_t id,
                         const struct frame *frame) {
  protobuf_number(&writer->part, FUNCTION_ID, id);
  protobuf_number(&writer->part, FUNCTION_NAME,
                  function_string(writer, frame->function));
  protobuf_number(&writer->part, FUNCTION_FILENAME,
                  file_string(writer, frame->file));
  protobuf_nest(&writer->message, PROFILE_FUNCTION, &writer->part);
}

static int compare_frames(const void *a, const void *b, void *data) {
  const struct frame *frames = data;
  const struct frame *i = &frames[*(const int32_t *)a];
  const struct frame *j = &frames[*(const int32_t *)b];
  int result = numbers_compare(i->function, j->function);
  return result ? result : numbers_compare(i->file, j->file);
}

/* A function is one for each file that it has lines in, for the viewer looks
   for the source of all of a function's lines in one file. */
static void put_frames(struct writer *writer) {
  const struct paths *paths = writer->paths;
  int32_t *sorted = memory_new(paths->frame_count, sizeof *sorted);
  uint64_t function = 0;
  for (size_t i = 0; i < paths->frame_count; i++)
    sorted[i] = (int32_t)i;
  qsort_r(sorted, paths->frame_count, sizeof *sorted, compare_frames,
          paths->frames);
  for (size_t i = 0; i < paths->frame_count; i++) {
    if (i == 0 || compare_frames(&sorted[i - 1], &sorted[i], paths->frames))
      put_function(writer, ++function, &paths->frames[sorted[i]]);
    put_location(writer, (size_t)sorted[i], function);
  }
  free(sorted);
}

/* With the time stamp 0 that zlib writes, equal profiles give equal bytes. More
   effort than the least makes it hardly any smaller. */
static void put_gzipped(const struct protobuf *message, FILE *out) {
  unsigned char buffer[65536];
  z_stream stream = {0};
  const unsigned char *next = message->bytes;
  size_t left = message->length;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16,
                   MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
    memory_exhausted();
  for (int result = Z_OK; result == Z_OK;) {
    if (stream.avail_in == 0) {
      stream.next_in = (unsigned char *)next;
      stream.avail_in = left < 1 << 30 ? (unsigned)left : 1 << 30;
      next += stream.avail_in;
      left -= stream.avail_in;
    }
    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    result = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
    fwrite(buffer, 1, sizeof buffer - stream.avail_out, out);
  }
  deflateEnd(&stream);
}

static void write_pprof(const struct export_job *job, FILE *out) {
  const struct paths *paths = &job->paths;
  const struct profile *profile = paths->profile;
  struct writer writer = {
      .paths = paths,
      .file_string = memory_zeroed(profile->file_count + 1, sizeof(uint64_t)),
      .function_string =
          memory_zeroed(profile->function_count + 1, sizeof(uint64_t)),
  };
  put_head(&writer);
  for (size_t i = 0; i < paths->count; i++)
    if (is_sample(paths->ends[i]))
      put_sample(&writer, i);
  put_frames(&writer);
  put_gzipped(&writer.message, out);
  protobuf_free(&writer.message);
  protobuf_free(&writer.part);
  protobuf_free(&writer.inner);
  free(writer.file_string);
  free(writer.function_string);
}

const struct export export_pprof = {
    .name = "pprof",
    .binary = true,
    .needs = EXPORT_PATHS,
    .columns = EXPORT_FIXED,
    .write = write_pprof,
};
