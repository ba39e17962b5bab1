/* A call graph in the language of Graphviz: functions with what one column says
   of them, alone and with all that they call, and who called whom for it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "analysis/callgraph.h"
#include "base/memory.h"
#include "base/numbers.h"
#include "output/display.h"
#include "output/quote.h"
#include "shared/units.h"

#include <inttypes.h>
#include <stdlib.h>

/* What a name takes at most in a box; the tooltip has all of it. */
#define LABEL_COLUMNS 48

/* Of a function. */
struct sums {
  int64_t self, all;
};

struct writer {
  const struct profile *profile;
  enum amount amount;
  FILE *out;
  struct sums *functions; /* row + 1; the first is what has no line */
  int64_t total;
};

static void add_up(struct writer *writer, const struct callgraph *graph) {
  size_t count = writer->profile->function_count + 1;
  writer->functions = memory_zeroed(count, sizeof *writer->functions);
  for (size_t i = 0; i < graph->count; i++) {
    const struct call *call = &graph->calls[i];
    struct sums *sums = &writer->functions[call->from.function + 1];
    int64_t value = call->amounts[writer->amount];
    sums->all += value;
    if (call->callee == CALL_SELF) {
      sums->self += value;
      writer->total += value;
    }
  }
}

static void put_value(const struct writer *writer, int64_t value) {
  enum figure figure = export_figure(writer->amount);
  char text[UNITS_TEXT];
  units_format(text, value, figure_columns[figure].unit, UNIT_AUTO);
  fputs(text, writer->out);
}

/* The darker, the more of the total is its own. */
static int shade(const struct writer *writer, int64_t self) {
  return writer->total ? (int)((double)self * 60 / (double)writer->total) : 0;
}

/* The name of a C++ template would make a box of many screens. */
static void put_short(FILE *out, const char *name) {
  char *text;
  size_t length;
  FILE *cut = memory_stream(&text, &length);
  display_put(cut, name, LABEL_COLUMNS);
  memory_stream_close(cut);
  quote_label(out, text);
  free(text);
}

static void put_function(const struct writer *writer, int32_t function) {
  const struct sums *sums = &writer->functions[function + 1];
  const char *name = export_function(writer->profile, function);
  fprintf(writer->out, "f%" PRId32 " [label=\"", function + 1);
  put_short(writer->out, name);
  fputs("\\nself ", writer->out);
  put_value(writer, sums->self);
  fputs("\\nall ", writer->out);
  put_value(writer, sums->all);
  fprintf(writer->out, "\", tooltip=\"self %" PRId64 ", all %" PRId64 ", ",
          sums->self, sums->all);
  quote_label(writer->out, export_file_of(writer->profile, function));
  fputs("\\n", writer->out);
  quote_label(writer->out, name);
  fprintf(writer->out, "\", fillcolor=\"0.05 %.2f 1.0\"];\n",
          shade(writer, sums->self) / 100.0);
}

static void put_call(const struct writer *writer, int32_t caller,
                     int32_t callee, int64_t value) {
  fprintf(writer->out, "f%" PRId32 " -> f%" PRId32 " [label=\"", caller + 1,
          callee + 1);
  put_value(writer, value);
  fprintf(writer->out, "\", tooltip=\"%" PRId64 "\"];\n", value);
}

struct edge {
  int32_t caller, callee;
  int64_t value;
};

static int compare_edges(const void *a, const void *b) {
  const struct edge *i = a, *j = b;
  int result = numbers_compare(i->caller, j->caller);
  return result ? result : numbers_compare(i->callee, j->callee);
}

/* One edge for all lines of one function that call another. */
static void put_calls(const struct writer *writer,
                      const struct callgraph *graph) {
  struct edge *edges = memory_new(graph->count, sizeof *edges);
  size_t count = 0;
  for (size_t i = 0; i < graph->count; i++) {
    const struct call *call = &graph->calls[i];
    if (call->callee != CALL_SELF && call->amounts[writer->amount])
      edges[count++] = (struct edge){call->from.function, call->callee,
                                     call->amounts[writer->amount]};
  }
  qsort(edges, count, sizeof *edges, compare_edges);
  for (size_t i = 0, next; i < count; i = next) {
    int64_t sum = 0;
    for (next = i; next < count && !compare_edges(&edges[i], &edges[next]);)
      sum += edges[next++].value;
    put_call(writer, edges[i].caller, edges[i].callee, sum);
  }
  free(edges);
}

static void write_graph(struct writer *writer, const struct callgraph *graph) {
  add_up(writer, graph);
  fputs("digraph memline {\n"
        "node [shape=box, style=filled, fontname=\"sans-serif\"];\n"
        "edge [fontname=\"sans-serif\"];\nlabel=\"",
        writer->out);
  export_put_command(writer->profile, writer->out, quote_label);
  fprintf(writer->out,
          "\\n%s: ", figure_columns[export_figure(writer->amount)].title);
  put_value(writer, writer->total);
  fputs("\";\n", writer->out);
  for (size_t i = 0; i <= writer->profile->function_count; i++)
    if (writer->functions[i].all)
      put_function(writer, (int32_t)i - 1);
  put_calls(writer, graph);
  fputs("}\n", writer->out);
}

static void write_dot(const struct export_job *job, FILE *out) {
  struct callgraph graph;
  struct writer writer = {
      .profile = job->profile, .amount = job->amount, .out = out};
  callgraph_make(&job->paths, &graph);
  write_graph(&writer, &graph);
  callgraph_free(&graph);
  free(writer.functions);
}

const struct export export_dot = {
    .name = "dot",
    .needs = EXPORT_PATHS | EXPORT_DEEP,
    .columns = EXPORT_ONE,
    .default_columns = "at_peak_bytes",
    .write = write_dot,
};
