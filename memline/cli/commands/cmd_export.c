/* memline export: a profile in the formats of other tools.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/selection.h"
#include "exports/export.h"
#include "output/destination.h"

#include <stdlib.h>
#include <unistd.h>

/* The words of --by. */
enum by { BY_LINE, BY_PATH };

#define NOT_GIVEN -1

#define WORD(name, file, use) " " #name

/* More than anybody reads. */
#define DEFAULT_DEPTH 200

struct request {
  struct selection_wish selection;
  const char *columns, *sort, *file, *run, *rank; /* NULL: not given */
  int format; /* by the order of EXPORTS, or NOT_GIVEN */
  int by;
  bool inlined;
  long top;   /* 0: all */
  long depth; /* 0: all; or NOT_GIVEN */
  /* What the above says. */
  const struct export *export;
  struct columns chosen;
  int order; /* a figure to sort by, or NOT_GIVEN */
};

/* What the format is to get of lines and paths. */
static unsigned wanted(const struct request *request) {
  unsigned needs = request->export->needs;
  if (needs & EXPORT_ROWS)
    needs &= ~(request->by == BY_PATH ? EXPORT_LINES : EXPORT_PATHS);
  return needs & (EXPORT_LINES | EXPORT_PATHS);
}

static bool of_paths(const struct request *request) {
  return wanted(request) & EXPORT_PATHS;
}

static bool check_columns(const struct request *request, struct error *error) {
  const char *name = request->export->name;
  const struct columns *chosen = &request->chosen;
  switch (request->export->columns) {
  case EXPORT_ANY:
    return !request->columns || wanted(request) & EXPORT_LINES ||
           error_set(error, "the columns of paths are always the same: leave "
                            "--columns out");
  case EXPORT_FIXED:
    return !request->columns ||
           error_set(error,
                     "the columns of %s are always the same: leave "
                     "--columns out",
                     name);
  case EXPORT_ONE:
    return (chosen->count == 1 && export_amount(chosen->list[0]) >= 0) ||
           error_set(error,
                     "%s takes one column that call paths have: "
                     "allocated, allocs, freed, frees, at_peak_bytes, "
                     "at_peak_blocks, at_exit_bytes or at_exit_blocks",
                     name);
  case EXPORT_SUMS:
    for (int i = 0; i < chosen->count; i++)
      if (figure_columns[chosen->list[i]].join == JOIN_LARGEST)
        return error_set(error,
                         "%s adds up what it shows, and %s is not a "
                         "sum",
                         name, figure_columns[chosen->list[i]].key);
  }
  return true;
}

static bool check_sort(struct request *request, struct error *error) {
  struct columns columns;
  request->order = NOT_GIVEN;
  if (!request->sort)
    return true;
  if (!columns_parse(request->sort, &columns, error))
    return false;
  if (columns.count != 1)
    return error_set(error, "--sort takes one column, found '%s'",
                     request->sort);
  if (of_paths(request) && export_amount(columns.list[0]) < 0)
    return error_set(error, "call paths have no column %s to sort by",
                     request->sort);
  request->order = columns.list[0];
  return true;
}

/* What the options say together. */
static bool resolve(void *data, struct error *error) {
  struct request *request = data;
  if (request->format == NOT_GIVEN)
    return error_set(error,
                     "export needs --format=FORMAT, one of" EXPORTS(WORD));
  const struct export *export = exports[request->format];
  request->export = export;
  const char *defaults =
      export->default_columns ? export->default_columns : "all";
  if (request->by == BY_PATH && !(export->needs & EXPORT_PATHS))
    return error_set(error, "%s is about lines: leave --by out", export->name);
  if (request->inlined && (!(export->needs & EXPORT_ROWS) || of_paths(request)))
    return error_set(error, "--inlined is for the lines of csv and ndjson");
  if (request->depth != NOT_GIVEN &&
      (export->needs & EXPORT_DEEP || !of_paths(request)))
    return error_set(error, "%s does not list call paths: leave --depth out",
                     export->name);
  if (export->binary && !request->file && isatty(STDOUT_FILENO))
    return error_set(error, "%s is nothing for a terminal: add -o FILE",
                     export->name);
  return columns_parse(request->columns ? request->columns : defaults,
                       &request->chosen, error) &&
         check_columns(request, error) && check_sort(request, error);
}

/* What the largest are the first of: of one column, that one. */
static int order_of(const struct request *request) {
  if (request->order != NOT_GIVEN)
    return request->order;
  return request->export->columns == EXPORT_ONE ? request->chosen.list[0]
                                                : FIGURE_SELF_ALLOCATED;
}

/* Are the rows to be sorted? */
static bool is_sorted(const struct request *request) {
  return request->order != NOT_GIVEN && request->export->needs & EXPORT_ROWS;
}

static void choose_lines(const struct request *request,
                         const struct selection *selection,
                         struct export_job *job) {
  enum figure figure = (enum figure)order_of(request);
  lines_collect(job->profile, LINES_BY_FILE, request->inlined, &job->lines);
  lines_select(&job->lines, selection);
  if (request->top)
    lines_keep_largest(&job->lines, figure, (size_t)request->top);
  if (is_sorted(request))
    lines_sort(&job->lines, figure);
}

static void choose_paths(const struct request *request,
                         const struct selection *selection,
                         struct export_job *job) {
  enum amount amount = (enum amount)export_amount(order_of(request));
  long depth = request->depth == NOT_GIVEN ? DEFAULT_DEPTH : request->depth;
  paths_collect(job->profile, &job->paths);
  if (depth && !(request->export->needs & EXPORT_DEEP))
    paths_cut(&job->paths, (size_t)depth);
  paths_select(&job->paths, selection);
  if (request->top)
    paths_keep_largest(&job->paths, amount, (size_t)request->top);
  if (is_sorted(request))
    job->path_order = paths_rank(&job->paths, amount);
}

static struct export_job make_job(const struct request *request,
                                  const struct profile *profile,
                                  const struct selection *selection) {
  struct export_job job = {
      .profile = profile,
      .has = wanted(request),
      .columns = &request->chosen,
      .run = request->run,
      .rank = request->rank,
      .origin = true,
      .inlined_at = request->inlined,
      .no_line = selection->all && !request->top,
  };
  if (request->export->columns == EXPORT_ONE)
    job.amount = (enum amount)export_amount(request->chosen.list[0]);
  if (job.has & EXPORT_LINES)
    choose_lines(request, selection, &job);
  if (job.has & EXPORT_PATHS)
    choose_paths(request, selection, &job);
  return job;
}

static bool is_empty(const struct export_job *job) {
  for (size_t i = 0; i < job->paths.count; i++)
    if (paths_is_end(&job->paths, i))
      return false;
  return job->lines.count == 0;
}

/* Returns an exit status. */
static int write_out(const struct request *request,
                     const struct export_job *job) {
  struct destination to;
  struct error error;
  bool good = destination_open(&to, request->file, &error);
  if (good) {
    request->export->write(job, to.out);
    good = destination_close(&to, &error);
  }
  if (!good)
    complain("%s", error.text);
  return good ? STATUS_GOOD : STATUS_ERROR;
}

static int show(void *data, const struct profile *profile, const char *path) {
  const struct request *request = data;
  struct selection selection;
  if (request->file && destination_is_input(request->file, path)) {
    complain("%s: it is the profile to export, which would be lost",
             request->file);
    return STATUS_ERROR;
  }
  selection_make(profile, &request->selection, &selection);
  struct export_job job = make_job(request, profile, &selection);
  if (!selection.all && is_empty(&job))
    command_empty(&(struct view){.selection = request->selection}, path);
  int status = write_out(request, &job);
  export_job_free(&job);
  selection_free(&selection);
  return status;
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, show};
  struct request request = {.format = NOT_GIVEN, .depth = NOT_GIVEN};
  return command_show(&cmd_export, count, arguments, &request, &steps);
}

#define USE(name, file, use) "\n" #name ": " use " (" file ")"

static const struct option_row options[] = {
    {.name = "format",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, format),
     .argument = "FORMAT",
     .values = &(EXPORTS(WORD))[1], /* without the first blank */
     .help = "one of those below"},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, file),
     .argument = "FILE",
     .values = OPTION_FILES,
     .help = "write to FILE, not to standard output"},
    {.name = "columns",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, columns),
     .argument = "LIST",
     .values = COLUMNS_WORDS,
     .help = "keys of columns, all, default, for cachegrind, csv, ndjson and "
             "openmetrics; the one column of folded and dot [at_peak_bytes]"},
    {.name = "by",
     .kind = OPTION_WORD,
     .at = offsetof(struct request, by),
     .argument = "line|path",
     .values = "line path",
     .help = "what the rows of csv and ndjson are [line]"},
    {.name = "depth",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct request, depth),
     .argument = "N",
     .help = "only the N innermost frames of call paths, 0 for all [200]"},
    {.name = "inlined",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, inlined),
     .help = "csv and ndjson: a row for each place that a line is inlined at"},
    {.name = "run",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, run),
     .argument = "TEXT",
     .help = "what csv and ndjson have in the column run, and openmetrics as a "
             "label"},
    {.name = "rank",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, rank),
     .argument = "TEXT",
     .help = "the same for the column rank"},
    {.name = "sort",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, sort),
     .argument = "KEY",
     .values = COLUMNS_WORDS,
     .help = "the column by which rows are sorted, and --top chooses, largest "
             "first"},
    {.name = "top",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct request, top),
     .argument = "N",
     .help = "only the N largest lines or paths by --sort [the one column of "
             "the format, else self_allocated]"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to write", options, 0),
    OPTION_GROUP("Which lines", selection_options,
                 offsetof(struct request, selection)),
    {0}};

static const struct option_refusal refusals[] = {
    {"unit", "other tools are always told sizes in bytes"},
    {"color", "what other tools read is never coloured"},
    {0}};

static const struct command_example examples[] = {
    {"For KCachegrind, or callgrind_annotate",
     "memline export --format=callgrind -o callgrind.out.app"},
    {"Who holds the memory at the peak, by Go's pprof",
     "memline export --format=pprof -o app.pb.gz; "
     "go tool pprof -top app.pb.gz"},
    {"A flame graph of what was never freed",
     "memline export --format=folded --columns=at_exit_bytes | flamegraph.pl"},
    {0}};

const struct command cmd_export = {
    .name = "export",
    .summary = "Write a profile in the format of another tool",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE
    " All sizes are in bytes. Formats of call paths have the paths whose last "
    "line is selected.",
    .groups = groups,
    .refusals = refusals,
    .notes = "Formats, and what their files are called:\n" EXPORTS(USE),
    .examples = examples,
    .run = run,
};
