/* memline annotate: a profile as tables of source lines, or as CSV or JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "command.h"

#include "choice.h"
#include "columns.h"
#include "export.h"
#include "latest.h"
#include "lines.h"
#include "reader.h"
#include "suggest.h"
#include "table.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More patterns or directories than anybody will type. */
#define MAX_REPEATED 256

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct request {
  const char *patterns[MAX_REPEATED], *directories[MAX_REPEATED];
  size_t pattern_count, directory_count;
  struct columns columns;
  bool columns_given;
  enum unit unit;
  bool unit_given;
  int order; /* a figure or CHOICE_BY_... */
  long show; /* -1: not given */
  const struct export *export; /* NULL: text */
  enum colour colour;
  bool inlined;
  const char *path; /* NULL: the latest */
};

static bool add_repeated(const char **list, size_t *count, const char *text,
                         struct error *error) {
  if (*count == MAX_REPEATED)
    return error_set(error, "more than %d of one option", MAX_REPEATED);
  list[(*count)++] = text;
  return true;
}

static bool parse_order(const char *text, int *order, struct error *error) {
  const char *words[FIGURES + 2] = {"line", "function"};
  *order = columns_find(text, strlen(text));
  if (strcmp(text, "line") == 0)
    *order = CHOICE_BY_RULE;
  else if (strcmp(text, "function") == 0)
    *order = CHOICE_BY_NAME;
  else if (*order < 0) {
    for (int i = 0; i < FIGURES; i++)
      words[i + 2] = figure_columns[i].key;
    const char *nearest = suggest_nearest(text, words, FIGURES + 2);
    return error_set(error, "cannot sort by '%s'; %s%s%s", text,
                     nearest ? "did you mean '" : "there are line, function",
                     nearest ? nearest : " and the keys of columns",
                     nearest ? "'?" : "");
  }
  return true;
}

static bool parse_show(const char *text, long *show, struct error *error) {
  char *end;
  *show = strtol(text, &end, 10);
  if (*text >= '0' && *text <= '9' && *end == '\0')
    return true;
  return error_set(error, "--show expects a number of functions (0: all), "
                          "found '%s'", text);
}

static bool parse_format(const char *text, const struct export **export,
                         struct error *error) {
  static const struct export *const exports[] = {&export_csv, &export_json};
  *export = NULL;
  if (strcmp(text, "text") == 0)
    return true;
  for (size_t i = 0; i < sizeof exports / sizeof exports[0]; i++)
    if (strcmp(text, exports[i]->name) == 0) {
      *export = exports[i];
      return true;
    }
  return error_set(error, "--format expects text, csv or json, found '%s'",
                   text);
}

static bool parse_colour(const char *text, enum colour *colour,
                         struct error *error) {
  static const char *const words[] = {"auto", "always", "never"};
  for (int i = COLOUR_AUTO; i <= COLOUR_NEVER; i++)
    if (strcmp(text, words[i]) == 0) {
      *colour = (enum colour)i;
      return true;
    }
  return error_set(error, "--color expects auto, always or never, found '%s'",
                   text);
}

static bool parse_unit(const char *text, enum unit *unit, struct error *error) {
  return units_parse(text, unit) ||
         error_set(error, "--unit expects " UNIT_NAMES ", found '%s'", text);
}

/* One option; OPTION is its letter in options[] below. */
static bool take(struct request *request, int option, struct error *error) {
  switch (option) {
  case 'f':
    return add_repeated(request->patterns, &request->pattern_count, optarg,
                        error);
  case 's':
    return add_repeated(request->directories, &request->directory_count,
                        optarg, error);
  case 'c':
    request->columns_given = true;
    return columns_parse(optarg, &request->columns, error);
  case 'u':
    request->unit_given = true;
    return parse_unit(optarg, &request->unit, error);
  case 'o':
    return parse_order(optarg, &request->order, error);
  case 'n':
    return parse_show(optarg, &request->show, error);
  case 'F':
    return parse_format(optarg, &request->export, error);
  case 'C':
    return parse_colour(optarg, &request->colour, error);
  default:
    request->inlined = true;
    return true;
  }
}

/* What only makes sense for text, or only without it. */
static bool check_request(struct request *request, struct error *error) {
  if (request->inlined && !request->export)
    return error_set(error, "--inlined needs --format=csv or --format=json");
  if (request->unit_given && request->export && request->unit != UNIT_B)
    return error_set(error, "--format=%s is always in bytes: leave --unit out",
                     request->export->name);
  if (!request->columns_given)
    return columns_parse(request->export ? "all" : "default",
                         &request->columns, error);
  return true;
}

/* Returns STATUS_GOOD, STATUS_HELP or STATUS_USAGE. */
static int parse(int count, char **arguments, struct request *request) {
  static const struct option options[] = {
      {"func", required_argument, NULL, 'f'},
      {"columns", required_argument, NULL, 'c'},
      {"unit", required_argument, NULL, 'u'},
      {"sort", required_argument, NULL, 'o'},
      {"show", required_argument, NULL, 'n'},
      {"format", required_argument, NULL, 'F'},
      {"source", required_argument, NULL, 's'},
      {"color", required_argument, NULL, 'C'},
      {"inlined", no_argument, NULL, 'i'},
      {"help", no_argument, NULL, 'h'},
      {NULL, 0, NULL, 0},
  };
  struct error error;
  *request = (struct request){.order = CHOICE_BY_RULE, .show = -1};
  for (int c; (c = getopt_long(count, arguments, "", options, NULL)) != -1;) {
    if (c == 'h')
      return STATUS_HELP;
    if (c == '?')
      return STATUS_USAGE;
    if (!take(request, c, &error)) {
      complain("%s", error.text);
      return STATUS_USAGE;
    }
  }
  if (optind < count)
    request->path = arguments[optind++];
  if (optind < count)
    error_set(&error, "annotate takes one profile, found '%s' as well",
              arguments[optind]);
  else if (check_request(request, &error))
    return STATUS_GOOD;
  complain("%s", error.text);
  return STATUS_USAGE;
}

static bool want_colour(enum colour colour) {
  const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (colour != COLOUR_AUTO)
    return colour == COLOUR_ALWAYS;
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour) &&
         !(terminal && strcmp(terminal, "dumb") == 0);
}

/* The directory part of a path that has one.  The caller frees it. */
static char *directory_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? strndup(path, (size_t)(slash - path) + (slash == path)) : NULL;
}

static bool print_text(const struct request *request,
                       const struct profile *profile,
                       const struct choice *choice, const char *path) {
  struct lines lines;
  if (!lines_collect(profile, LINES_BY_FUNCTION, false, &lines))
    return false;
  char *directory = directory_of(path);
  struct source_search search = {directory, request->directories,
                                 request->directory_count};
  struct table_style style = {&request->columns, request->unit,
                              want_colour(request->colour)};
  struct table_printer printer = table_printer(stdout, &lines, &search, style);
  for (size_t i = 0; i < choice->count; i++)
    table_function(&printer, choice->functions[i]);
  if (choice->count > 0 || request->pattern_count == 0)
    table_no_line(&printer);
  table_close(&printer);
  free(directory);
  lines_free(&lines);
  return true;
}

/* Drops the lines of functions that were not chosen. */
static bool keep_chosen(struct lines *lines, const struct choice *choice) {
  bool *chosen = calloc(lines->profile->function_count + 1, sizeof *chosen);
  if (!chosen)
    return false;
  for (size_t i = 0; i < choice->count; i++)
    chosen[choice->functions[i]] = true;
  lines_keep(lines, chosen);
  free(chosen);
  return true;
}

static bool print_export(const struct request *request,
                         const struct profile *profile,
                         const struct choice *choice) {
  struct lines lines;
  bool by_name = request->order == CHOICE_BY_NAME;
  bool all = choice->count == profile->function_count;
  if (!lines_collect(profile, by_name ? LINES_BY_NAME : LINES_BY_FILE,
                     request->inlined, &lines))
    return false;
  struct export_job job = {&lines, &request->columns, request->inlined,
                           request->pattern_count == 0 && all};
  bool good = (all || keep_chosen(&lines, choice)) &&
              (request->order < 0 ||
               lines_sort(&lines, (enum figure)request->order)) &&
              request->export->write(&job, stdout);
  lines_free(&lines);
  return good;
}

/* Text shows a few functions, which ran, to those who named none; exports are
   for programs, which get everything. */
static size_t how_many(const struct request *request) {
  if (request->show >= 0)
    return (size_t)request->show;
  return request->pattern_count || request->export ? 0 : CHOICE_DEFAULT_SHOW;
}

static bool print(const struct request *request, const struct profile *profile,
                  const char *path) {
  struct choice choice;
  bool by_rule = !request->pattern_count && !request->export;
  size_t show = how_many(request);
  struct choice_wish wish = {
      .patterns = request->patterns,
      .pattern_count = request->pattern_count,
      .ran = by_rule,
      .own = by_rule && show > 0,
      .order = request->order,
      .show = show,
  };
  if (!choice_make(profile, &wish, &choice))
    return false;
  if (request->pattern_count && choice.count == 0)
    complain("none of the %zu functions in %s fits --func=%s",
             profile->function_count, path, request->patterns[0]);
  if (wish.own && choice.count == 0)
    complain("none of the program's own code in %s has debug information "
             "(compile with -g); --show=0 shows the system's functions",
             path);
  bool good = request->export ? print_export(request, profile, &choice)
                              : print_text(request, profile, &choice, path);
  choice_free(&choice);
  return good;
}

static int annotate(const struct request *request, const char *path) {
  struct profile profile;
  struct error error;
  if (!reader_file(path, &profile, &error)) {
    complain("%s", error.text);
    return STATUS_ERROR;
  }
  bool good = print(request, &profile, path);
  if (!good)
    complain("%s: out of memory", path);
  profile_free(&profile);
  return good ? STATUS_GOOD : STATUS_ERROR;
}

static int run(int count, char **arguments) {
  struct request request;
  struct error error;
  int status = parse(count, arguments, &request);
  if (status != STATUS_GOOD)
    return status;
  if (request.path)
    return annotate(&request, request.path);
  char *path = latest_profile(&error);
  if (!path) {
    complain("%s", error.text);
    return STATUS_ERROR;
  }
  status = annotate(&request, path);
  free(path);
  return status;
}

const struct command cmd_annotate = {
    .name = "annotate",
    .summary = "Show the source lines of a profile with their figures",
    .usage = "[OPTION]... [FILE]",
    .options =
        "FILE is a profile, or - for standard input; without it, the newest\n"
        "memline.out.* in this directory.\n\n"
        "  --func=PATTERN   only functions that fit a glob on their name, on "
        "their\n"
        "                   file, or on FILE:FUNCTION; may be repeated\n"
        "  --show=N         at most N functions, 0 for all [text without "
        "--func: 10]\n"
        "  --columns=LIST   keys of columns, all, default; +LIST adds to the "
        "default\n"
        "  --unit=UNIT      auto, B, KiB, MiB or GiB [auto]\n"
        "  --sort=KEY       line, function, or a column, largest first [line]\n"
        "  --format=FORMAT  text, csv or json [text]\n"
        "  --inlined        csv and json: a row for each place that a line is\n"
        "                   inlined at, which inlined_at names, nearest "
        "first\n"
        "  --source=DIR     also look for source files here; may be repeated\n"
        "  --color=WHEN     auto, always or never [auto]\n\n"
        "Without --func, text shows the ten functions of the program's own "
        "code\n"
        "that allocated and freed the most bytes; those of system headers and\n"
        "libraries come only with --show=0 or if there are no others, and "
        "those\n"
        "that never ran only with --func.\n",
    .run = run,
};
