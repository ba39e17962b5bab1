/* memline annotate: a profile as tables of source lines, or as CSV or JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/columns.h"
#include "analysis/function_choice.h"
#include "analysis/lines.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "exports/export.h"
#include "output/terminal.h"
#include "views/source_table.h"
#include "views/view.h"

#include <stdlib.h>
#include <string.h>

struct request {
  struct view view;
  struct option_list directories, maps;
  bool inlined, whole_files, any_source;
  long context;         /* -1: not given */
  const char *heat_key; /* NULL: not given */
  /* What the above says. */
  struct columns columns;
  int order;                   /* a figure or FUNCTION_CHOICE_BY_... */
  int heat;                    /* a figure or -1 */
  const struct export *export; /* NULL: text or Markdown */
};

static bool parse_order(const char *text, int *order, struct error *error) {
  const char *words[FIGURES + 2] = {"line", "function"};
  *order = FUNCTION_CHOICE_BY_RULE;
  if (!text || strcmp(text, "line") == 0)
    return true;
  *order = FUNCTION_CHOICE_BY_NAME;
  if (strcmp(text, "function") == 0)
    return true;
  *order = columns_find(text, strlen(text));
  if (*order >= 0)
    return true;
  for (int i = 0; i < FIGURES; i++)
    words[i + 2] = figure_columns[i].key;
  const char *nearest = suggest_nearest(text, words, FIGURES + 2);
  return error_set(error, "cannot sort by '%s'; %s%s%s", text,
                   nearest ? "did you mean '" : "there are line, function",
                   nearest ? nearest : " and the keys of columns",
                   nearest ? "'?" : "");
}

static bool parse_heat(const char *key, int *figure, struct error *error) {
  struct columns columns;
  *figure = -1;
  if (!key)
    return true;
  if (!columns_parse(key, &columns, error))
    return false;
  *figure = columns.list[0];
  return columns.count == 1 ||
         error_set(error, "--heat expects one column, found '%s'", key);
}

static bool check_maps(const struct option_list *maps, struct error *error) {
  for (size_t i = 0; i < maps->count; i++)
    if (maps->items[i][0] == '=' || !strchr(maps->items[i], '='))
      return error_set(error, "--source-map expects OLD=NEW, found '%s'",
                       maps->items[i]);
  return true;
}

/* What is for tables alone. */
static bool check_export(const struct request *request, struct error *error) {
  const struct view *view = &request->view;
  const char *wrong = request->whole_files    ? "--whole-file"
                      : request->context >= 0 ? "--context"
                      : request->heat_key     ? "--heat"
                                              : NULL;
  if (wrong)
    return error_set(error, "%s is for text: leave it out of --format=%s",
                     wrong, request->export->name);
  if (view->unit != UNIT_AUTO && view->unit != UNIT_B)
    return error_set(error, "--format=%s is always in bytes: leave --unit out",
                     request->export->name);
  return true;
}

/* What the options say together. */
static bool resolve(void *data, struct error *error) {
  struct request *request = data;
  static const struct export *const formats[] = {[FORMAT_CSV] = &export_csv,
                                                 [FORMAT_JSON] = &export_json,
                                                 [FORMAT_MARKDOWN] = NULL};
  request->export = formats[request->view.format];
  if (request->export && !check_export(request, error))
    return false;
  if (request->whole_files && (request->inlined || request->context >= 0))
    return error_set(error, "--whole-file does not go with --%s",
                     request->inlined ? "inlined" : "context");
  const char *columns = request->view.columns;
  if (!columns)
    columns = request->export ? "all" : "default";
  return parse_order(request->view.sort, &request->order, error) &&
         parse_heat(request->heat_key, &request->heat, error) &&
         check_maps(&request->maps, error) &&
         columns_parse(columns, &request->columns, error);
}

/* A profile with what was chosen of it. */
struct chosen {
  const struct profile *profile;
  const char *path;
  struct selection selection;
  struct function_choice choice; /* functions */
};

/* The files that the chosen functions have lines in, in the order of these: for
   each file, 1 and the first function's place in the choice; 0 for the others.
   The caller frees it. */
static size_t *rank_files(const struct chosen *chosen) {
  const struct profile *profile = chosen->profile;
  size_t *ranks = memory_zeroed(profile->file_count, sizeof *ranks);
  size_t *of = memory_zeroed(profile->function_count, sizeof *of);
  for (size_t i = 0; i < chosen->choice.count; i++)
    of[chosen->choice.functions[i]] = i + 1;
  for (size_t i = 1; i < profile->place_count; i++) {
    const struct place *place = &profile->places[i];
    size_t rank = of[place->function], *best = &ranks[place->file];
    if (rank && (!*best || rank < *best))
      *best = rank;
  }
  free(of);
  return ranks;
}

static void print_files(struct source_table_printer *printer,
                        const struct chosen *chosen) {
  size_t *ranks = rank_files(chosen);
  for (size_t rank = 1; rank <= chosen->choice.count; rank++)
    for (size_t i = 0; i < chosen->profile->file_count; i++)
      if (ranks[i] == rank)
        source_table_file(printer, (int32_t)i);
  free(ranks);
}

static void print_tables(const struct request *request,
                         struct source_table_printer *printer,
                         const struct chosen *chosen) {
  const struct function_choice *choice = &chosen->choice;
  if (request->whole_files)
    print_files(printer, chosen);
  for (size_t i = 0; !request->whole_files && i < choice->count; i++)
    source_table_function(printer, choice->functions[i]);
  if (choice->count > 0 && printer->tables == 0)
    complain("%s: nothing allocated, freed or left memory there", chosen->path);
  if (choice->count > 0 || chosen->selection.all)
    source_table_no_line(printer);
}

static void print_text(const struct request *request,
                       const struct chosen *chosen) {
  struct lines lines;
  struct terminal output;
  enum lines_order order = request->whole_files ? LINES_BY_POSITION
                           : request->inlined   ? LINES_BY_INSTANCE
                                                : LINES_BY_FUNCTION;
  lines_collect(chosen->profile, order, request->inlined, &lines);
  lines_select(&lines, &chosen->selection);
  char *directory = source_directory(chosen->path);
  struct source_search search = {directory,
                                 request->directories.items,
                                 request->directories.count,
                                 request->maps.items,
                                 request->maps.count,
                                 request->any_source ? SOURCE_ANY_OTHERS
                                                     : SOURCE_NO_OTHERS};
  terminal_open(&output, request->view.colour);
  struct table_style style = {
      .columns = &request->columns,
      .unit = (enum unit)request->view.unit,
      .colour = output.colour && request->view.format == FORMAT_TEXT,
      .markdown = request->view.format == FORMAT_MARKDOWN,
      .width = output.width,
      .instances = request->inlined,
      .heat = request->heat,
      .context = request->context,
  };
  struct source_table_printer printer =
      source_table_printer(output.out, &lines, &search, style);
  print_tables(request, &printer, chosen);
  source_table_close(&printer);
  terminal_close(&output);
  free(directory);
  lines_free(&lines);
}

/* Drops the lines of functions that were not chosen. */
static void keep_chosen(struct lines *lines,
                        const struct function_choice *choice) {
  bool *chosen = memory_zeroed(lines->profile->function_count, sizeof *chosen);
  for (size_t i = 0; i < choice->count; i++)
    chosen[choice->functions[i]] = true;
  lines_keep(lines, chosen);
  free(chosen);
}

static void print_export(const struct request *request,
                         const struct chosen *chosen) {
  bool by_name = request->order == FUNCTION_CHOICE_BY_NAME;
  bool all = chosen->choice.count == chosen->profile->function_count;
  struct export_job job = {
      .profile = chosen->profile,
      .has = EXPORT_LINES,
      .columns = &request->columns,
      .inlined_at = request->inlined,
      .no_line = chosen->selection.all && all,
  };
  lines_collect(chosen->profile, by_name ? LINES_BY_NAME : LINES_BY_FILE,
                request->inlined, &job.lines);
  lines_select(&job.lines, &chosen->selection);
  if (!all)
    keep_chosen(&job.lines, &chosen->choice);
  if (request->order >= 0)
    lines_sort(&job.lines, (enum figure)request->order);
  request->export->write(&job, stdout);
  export_job_free(&job);
}

/* Text shows a few functions, which ran, to those who named none; exports are
   for programs, which get everything. */
static struct function_choice_wish
function_choice_wish(const struct request *request,
                     const struct selection *selection) {
  bool named = request->view.selection.functions.count ||
               request->view.selection.files.count;
  bool by_rule = !named && !request->export;
  long show = request->view.top;
  if (show < 0)
    show = by_rule ? FUNCTION_CHOICE_DEFAULT_SHOW : 0;
  return (struct function_choice_wish){
      .selection = selection,
      .ran = by_rule,
      .own = by_rule && show > 0,
      .order = request->order,
      .show = (size_t)show,
  };
}

static void explain_empty(const struct request *request,
                          const struct chosen *chosen, bool own) {
  if (chosen->choice.count > 0)
    return;
  if (!chosen->selection.all)
    command_empty(&request->view, chosen->path);
  else if (own)
    complain("none of the program's own code in %s has debug information "
             "(compile with -g); --show=0 shows the system's functions",
             chosen->path);
}

static int show(void *data, const struct profile *profile, const char *path) {
  const struct request *request = data;
  struct chosen chosen = {.profile = profile, .path = path};
  selection_make(profile, &request->view.selection, &chosen.selection);
  struct function_choice_wish wish =
      function_choice_wish(request, &chosen.selection);
  function_choice_make(profile, &wish, &chosen.choice);
  explain_empty(request, &chosen, wish.own);
  if (request->export)
    print_export(request, &chosen);
  else
    print_text(request, &chosen);
  function_choice_free(&chosen.choice);
  selection_free(&chosen.selection);
  return STATUS_GOOD;
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, show};
  struct request request = {.view = VIEW_DEFAULT, .context = -1};
  return command_show(&cmd_annotate, count, arguments, &request, &steps);
}

static const struct option_row options[] = {
    {.name = "show",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct request, view.top),
     .argument = "N",
     .help = "at most N functions, 0 for all [text without --func or --file: "
             "10]"},
    {.name = "top",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct request, view.top),
     .argument = "N",
     .help = "the same"},
    {.name = "sort",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, view.sort),
     .argument = "KEY",
     .values = "line function " COLUMNS_WORDS,
     .help = "line, function, or a column, largest first [line]"},
    {.name = "inlined",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, inlined),
     .help = "keep apart where a function is inlined: a table, or in csv and "
             "json a row, for each place, nearest first"},
    {.name = "whole-file",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, whole_files),
     .help = "the files that the functions are in, from first to last line"},
    {.name = "context",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct request, context),
     .argument = "N",
     .help = "only lines that allocated, freed or left memory, and N lines "
             "before and behind them"},
    {.name = "heat",
     .kind = OPTION_TEXT,
     .at = offsetof(struct request, heat_key),
     .argument = "KEY",
     .values = COLUMNS_WORDS,
     .help = "a bar for each line, as long as what it has of the column, "
             "compared with the line that has the most"},
    {.name = "source",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, directories),
     .argument = "DIR",
     .values = OPTION_FOLDERS,
     .help = "also look for source files here; may be repeated"},
    {.name = "source-map",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, maps),
     .argument = "OLD=NEW",
     .help = "look below NEW for source files that were below OLD; may be "
             "repeated"},
    {.name = "any-source",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, any_source),
     .help = "also show source files that changed since the run, or of which "
             "the profile does not say what they held"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Which lines", selection_options,
                 offsetof(struct request, view.selection)),
    OPTION_GROUP("How to show them", options, 0),
    {NULL, view_options, 1, offsetof(struct request, view)},
    {NULL, &view_options[VIEW_FIRST_FORM], VIEW_FORM,
     offsetof(struct request, view)},
    {0}};

static const struct command_example examples[] = {
    {"The functions of one file, with the peak of each line",
     "memline annotate --file=grow.c --columns=+peak"},
    {"Only what matters, with three lines around it",
     "memline annotate --context=3 --heat=peak"},
    {"All figures of all lines, in bytes",
     "memline annotate --format=csv >lines.csv"},
    {0}};

const struct command cmd_annotate = {
    .name = "annotate",
    .summary = "Show the source lines of a profile with their figures",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "Without --func and --file, text shows the ten functions of the "
        "program's own code that allocated and freed the most bytes; those of "
        "system headers and libraries come only with --show=0 or if there are "
        "no others, and those that never ran only with --func or --file.",
    .examples = examples,
    .run = run,
};
