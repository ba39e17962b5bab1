/* Profiles in other formats.  Each format is one file with one descriptor, and
   a row in the table here.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_EXPORT_H
#define MEMLINE_CLI_EXPORT_H

#include "analysis/columns.h"
#include "analysis/lines.h"
#include "analysis/paths.h"

#include <stdio.h>

/* The formats of `memline export`, in the order in which the help shows them:
   X(name, file, what for), where FILE is what such files are called and NAME in
   it stands for anything. */
#define EXPORTS(X)                                                             \
  X(callgrind, "callgrind.out.NAME", "KCachegrind, callgrind_annotate")        \
  X(cachegrind, "cachegrind.out.NAME", "cg_annotate, cg_diff, cg_merge")       \
  X(dhat, "dhat.out.NAME", "DHAT's dh_view.html, Firefox Profiler")            \
  X(pprof, "NAME.pb.gz", "go tool pprof, Pyroscope, Parca")                    \
  X(folded, "NAME.folded", "flame graphs of one column")                       \
  X(speedscope, "NAME.speedscope.json", "speedscope.app")                      \
  X(csv, "NAME.csv", "spreadsheets, DuckDB, Spark")                            \
  X(ndjson, "NAME.ndjson", "the same rows as JSON, one a line")                \
  X(openmetrics, "NAME.prom", "Prometheus' textfile collector, GitLab")        \
  X(lcov, "NAME.info", "visits as coverage: genhtml, editors")                 \
  X(dot, "NAME.dot", "a call graph of one column, for Graphviz")

/* What a format is made of: of each, or of several at once. */
enum export_needs {
  EXPORT_LINES = 1 << 0, /* job->lines */
  EXPORT_PATHS = 1 << 1, /* job->paths, no deeper than asked for */
  EXPORT_DEEP = 1 << 2,  /* but to their full depth */
  EXPORT_ROWS = 1 << 3   /* lines or paths, as --by says, in --sort's order */
};

/* Which columns one can ask for. */
enum export_columns {
  EXPORT_FIXED, /* none: the format says it */
  EXPORT_ONE,   /* one of those that paths have */
  EXPORT_SUMS,  /* those that can be added up over lines */
  EXPORT_ANY
};

/* What to write: all that was asked for.  Only what is in HAS is filled, the
   rest is 0. */
struct export_job {
  const struct profile *profile; /* not owned */
  unsigned has;                  /* EXPORT_LINES, EXPORT_PATHS or both */
  struct lines lines; /* in this order; by file unless asked otherwise */
  struct paths paths;
  size_t *path_order;            /* of rows; NULL: as the paths are */
  const struct columns *columns; /* of lines; not owned */
  enum amount amount;            /* for EXPORT_ONE */
  const char *run, *rank;        /* where the profile is from; may be NULL */
  bool origin;                   /* rows: begin with run and rank */
  bool inlined_at; /* rows: the lines are apart, say where each is inlined */
  bool no_line;    /* begin with what has no line */
};

void export_job_free(struct export_job *job);

struct export {
  const char *name;
  bool binary;
  unsigned needs; /* enum export_needs */
  enum export_columns columns;
  const char *default_columns; /* NULL: all */
  /* Write errors stay with the stream. */
  void (*write)(const struct export_job *job, FILE *out);
};

#define EXPORT_DECLARE(name, file, use)                                        \
  extern const struct export export_##name;
EXPORTS(EXPORT_DECLARE)
#undef EXPORT_DECLARE

/* By the order of EXPORTS; NULL is behind the last. */
extern const struct export *const exports[];

/* For other commands: an array with the objects of ndjson. */
extern const struct export export_json;

/* What viewers call a function or file, also one without a name: never the
   empty text. */
const char *export_function(const struct profile *profile, int32_t function);
const char *export_file(const struct profile *profile, int32_t file);

/* The file in which a function begins, in the same way. */
const char *export_file_of(const struct profile *profile, int32_t function);

/* Writes the program with its arguments by one of quote.h's functions. */
void export_put_command(const struct profile *profile, FILE *out,
                        void (*quote)(FILE *, const char *));

/* The figure of a line that is made of that amount of paths, and back: -1 if
   FIGURE is none of them.  Of a figure that counts what a line and those that
   it called did, it is what happened at the end of the path. */
enum figure export_figure(enum amount amount);
int export_amount(enum figure figure);

#endif
