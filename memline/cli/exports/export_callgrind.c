/* Callgrind's format, for KCachegrind and callgrind_annotate: what each line
   did itself, and what came of its calls.  The events have the names that
   Valgrind's own --xtree-memory=full gives them, and two more for the peak.

   Nobody counts calls by caller: every call is written as one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "analysis/callgraph.h"
#include "base/memory.h"
#include "output/digits.h"
#include "output/quote.h"

#include <inttypes.h>
#include <stdlib.h>

/* Viewers begin with the first event, so that is one that is never all 0. */
static const struct {
  enum amount amount;
  const char *name, *meaning;
} events[] = {
    {AMOUNT_ALLOCATED, "totB", "bytes allocated"},
    {AMOUNT_ALLOCS, "totBk", "blocks allocated"},
    {AMOUNT_FREED, "totFdB", "bytes freed"},
    {AMOUNT_FREES, "totFdBk", "blocks freed"},
    {AMOUNT_AT_EXIT_BYTES, "curB", "bytes live at exit"},
    {AMOUNT_AT_EXIT_BLOCKS, "curBk", "blocks live at exit"},
    {AMOUNT_AT_PEAK_BYTES, "peakB", "bytes live at the peak"},
    {AMOUNT_AT_PEAK_BLOCKS, "peakBk", "blocks live at the peak"},
};

#define EVENTS (sizeof events / sizeof events[0])

struct writer {
  const struct profile *profile;
  FILE *out;
  bool *file_named, *function_named; /* row + 1 -> has its number a name? */
};

/* Names are written once, and then only their numbers. */
static void put_name(struct writer *writer, const char *key, bool *named,
                     int32_t row, const char *name) {
  fputs(key, writer->out);
  fputs("=(", writer->out);
  digits_put(writer->out, row + 2);
  putc(')', writer->out);
  if (!named[row + 1]) {
    putc(' ', writer->out);
    quote_line(writer->out, name);
  }
  putc('\n', writer->out);
  named[row + 1] = true;
}

static void put_file(struct writer *writer, const char *key, int32_t file) {
  put_name(writer, key, writer->file_named, file,
           export_file(writer->profile, file));
}

static void put_function(struct writer *writer, const char *key,
                         int32_t function) {
  put_name(writer, key, writer->function_named, function,
           export_function(writer->profile, function));
}

static int32_t file_of(const struct writer *writer, int32_t function) {
  return function < 0 ? -1 : writer->profile->functions[function].file;
}

static void put_amounts(struct writer *writer, const int64_t amounts[AMOUNTS]) {
  for (size_t i = 0; i < EVENTS; i++) {
    putc(' ', writer->out);
    digits_put(writer->out, amounts[events[i].amount]);
  }
  putc('\n', writer->out);
}

static void put_head(struct writer *writer) {
  fputs("# callgrind format\nversion: 1\ncreator: memline ", writer->out);
  quote_line(writer->out, writer->profile->tool);
  fputs("\ncmd: ", writer->out);
  export_put_command(writer->profile, writer->out, quote_line);
  fputs("\npositions: line\n", writer->out);
  for (size_t i = 0; i < EVENTS; i++)
    fprintf(writer->out, "event: %s : %s\n", events[i].name, events[i].meaning);
  fputs("events:", writer->out);
  for (size_t i = 0; i < EVENTS; i++)
    fprintf(writer->out, " %s", events[i].name);
  putc('\n', writer->out);
}

static bool same_line(const struct frame *a, const struct frame *b) {
  return a->function == b->function && a->file == b->file && a->line == b->line;
}

/* FILE is the one that costs are of until now; returns the one from now on.
   BEGINS says whether this is the first call of its line: every line needs
   some cost of its own, or callgrind_annotate stumbles over it. */
static int32_t put_call(struct writer *writer, const struct call *call,
                        int32_t file, bool begins) {
  if (call->from.file != file)
    put_file(writer, "fi", call->from.file);
  if (call->callee != CALL_SELF) {
    if (begins)
      fprintf(writer->out, "%" PRId32 " 0\n", call->from.line);
    put_file(writer, "cfi", file_of(writer, call->callee));
    put_function(writer, "cfn", call->callee);
    fputs("calls=1 0\n", writer->out);
  }
  digits_put(writer->out, call->from.line);
  put_amounts(writer, call->amounts);
  return call->from.file;
}

static void put_calls(struct writer *writer, const struct callgraph *graph) {
  int64_t totals[AMOUNTS] = {0};
  int32_t file = -1;
  for (size_t i = 0; i < graph->count; i++) {
    const struct call *call = &graph->calls[i];
    const struct call *before = i ? call - 1 : NULL;
    int32_t function = call->from.function;
    if (!before || function != before->from.function) {
      file = file_of(writer, function);
      putc('\n', writer->out);
      put_file(writer, "fl", file);
      put_function(writer, "fn", function);
    }
    file = put_call(writer, call, file,
                    !before || !same_line(&before->from, &call->from));
    for (int a = 0; a < AMOUNTS && call->callee == CALL_SELF; a++)
      totals[a] += call->amounts[a];
  }
  fputs("\ntotals:", writer->out);
  put_amounts(writer, totals);
}

static void write_callgrind(const struct export_job *job, FILE *out) {
  const struct profile *profile = job->profile;
  struct callgraph graph;
  struct writer writer = {
      .profile = profile,
      .out = out,
      .file_named = memory_zeroed(profile->file_count + 1, sizeof(bool)),
      .function_named =
          memory_zeroed(profile->function_count + 1, sizeof(bool)),
  };
  callgraph_make(&job->paths, &graph);
  put_head(&writer);
  put_calls(&writer, &graph);
  callgraph_free(&graph);
  free(writer.file_named);
  free(writer.function_named);
}

const struct export export_callgrind = {
    .name = "callgrind",
    .needs = EXPORT_PATHS | EXPORT_DEEP,
    .columns = EXPORT_FIXED,
    .write = write_callgrind,
};
