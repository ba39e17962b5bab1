/* memline diff: what changed from one profile to another.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/line_texts.h"
#include "profile/reader.h"
#include "views/changes.h"

#include <stdlib.h>
#include <string.h>

/* What is compared unless asked otherwise: all that lines did themselves.
   Figures with called functions would show each change again in every line
   that led to it, and the live bytes at one moment in every line behind. */
#define DEFAULT_COLUMNS                                                        \
  "self_allocated,self_freed,self_allocs,self_frees,at_peak_bytes,"            \
  "at_peak_blocks,at_exit_bytes,at_exit_blocks"

struct request {
  struct view view;
  struct option_list sources[2], common; /* directories */
  /* What the above says. */
  struct columns columns;
  int order; /* a figure, or -1 */
};

/* One of the two profiles with all that is made of it; all zero is nothing. */
struct subject {
  const char *path;
  struct profile profile;
  struct selection selection;
  struct lines lines;
  struct line_texts texts;
  struct short_names labels;
};

static bool parse_columns(struct request *request, struct error *error) {
  const char *keys[FIGURES];
  for (int i = 0; i < FIGURES; i++)
    keys[i] = figure_columns[i].key;
  const struct columns_known known = {keys, FIGURES, DEFAULT_COLUMNS};
  const char *list = request->view.columns, *key = request->view.sort;
  struct columns sort;
  request->order = -1;
  if (!columns_choose(list ? list : "default", &known, &request->columns,
                      error))
    return false;
  if (!key)
    return true;
  if (!columns_choose(key, &known, &sort, error))
    return false;
  request->order = sort.list[0];
  return sort.count == 1 ||
         error_set(error, "--sort expects one column, found '%s'", key);
}

static bool read_profile(struct subject *subject, const char *path) {
  struct error error;
  subject->path = strcmp(path, "-") == 0 ? READER_STDIN : path;
  if (reader_file(path, &subject->profile, &error))
    return true;
  complain("%s", error.text);
  return false;
}

/* Where the source of one side is: in folders that are named for it, then in
   those that are named for both. */
static void collect_texts(const struct request *request, int side,
                          struct subject *subject) {
  const char *folders[2 * OPTION_MAX_REPEATED];
  const struct option_list *own = &request->sources[side];
  const struct option_list *common = &request->common;
  memcpy(folders, own->items, own->count * sizeof *folders);
  memcpy(folders + own->count, common->items, common->count * sizeof *folders);
  char *directory = source_directory(subject->path);
  struct source_search search = {.profile_directory = directory,
                                 .directories = folders,
                                 .directory_count = own->count + common->count,
                                 .others = own->count > 0 ? SOURCE_NAMED_OTHERS
                                                          : SOURCE_NO_OTHERS};
  line_texts_collect(&subject->lines, &search, &subject->texts);
  free(directory);
}

static void prepare(const struct request *request, int side,
                    struct subject *subject) {
  const struct profile *profile = &subject->profile;
  selection_make(profile, &request->view.selection, &subject->selection);
  lines_collect(profile, LINES_BY_FUNCTION, false, &subject->lines);
  lines_select(&subject->lines, &subject->selection);
  short_names_make(profile, &subject->labels);
  collect_texts(request, side, subject);
}

/* Leaves out the columns that a profile of an earlier version does not have:
   nothing can be said of how they changed. */
static void leave_out_unknown(struct columns *columns,
                              const struct subject subjects[2]) {
  int kept = 0;
  for (int i = 0; i < columns->count; i++) {
    int figure = columns->list[i];
    int side = OLD;
    while (side <= NEW && !subjects[side].profile.lacks[figure])
      side++;
    if (side > NEW)
      columns->list[kept++] = figure;
    else
      complain("%s has no column %s, which is left out", subjects[side].path,
               figure_columns[figure].key);
  }
  columns->count = kept;
}

static void subject_free(struct subject *subject) {
  short_names_free(&subject->labels);
  line_texts_free(&subject->texts);
  lines_free(&subject->lines);
  selection_free(&subject->selection);
  profile_free(&subject->profile);
}

static void print(const struct request *request,
                  const struct subject subjects[2],
                  const struct comparison *comparison) {
  struct changes changes = {
      comparison, &request->columns, &request->view, {0}, {0}, {0}};
  for (int side = OLD; side <= NEW; side++) {
    changes.paths[side] = subjects[side].path;
    changes.profiles[side] = &subjects[side].profile;
    changes.labels[side] = &subjects[side].labels;
  }
  struct terminal output;
  terminal_open(&output, request->view.colour);
  if (request->view.format == FORMAT_TEXT)
    changes_print(&changes, &output);
  else
    changes_print_grid(&changes, &output);
  terminal_close(&output);
}

/* Returns an exit status. */
static int compare(const struct request *request, struct subject subjects[2]) {
  struct compare_side sides[2];
  struct comparison comparison;
  for (int side = OLD; side <= NEW; side++) {
    struct subject *subject = &subjects[side];
    prepare(request, side, subject);
    sides[side] = (struct compare_side){&subject->lines, subject->texts.items,
                                        subject->selection.all};
  }
  if (!subjects[OLD].selection.all && subjects[OLD].lines.count == 0 &&
      subjects[NEW].lines.count == 0)
    command_empty(&request->view, subjects[NEW].path);
  compare_profiles(sides, &request->columns, &comparison);
  compare_sort(&comparison, request->order, &request->columns);
  print(request, subjects, &comparison);
  int status = comparison.differences ? STATUS_FAILED : STATUS_GOOD;
  comparison_free(&comparison);
  return status;
}

static int run(int count, char **arguments) {
  struct request request = {.view = VIEW_DEFAULT};
  struct subject subjects[2] = {0};
  struct error error;
  int operands = command_parse(&cmd_diff, count, arguments, &request);
  if (operands < 0)
    return operands;
  if (!parse_columns(&request, &error)) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  if (operands != 2) {
    complain("diff takes two profiles, found %d", operands);
    return STATUS_USAGE;
  }
  int status = STATUS_ERROR;
  if (read_profile(&subjects[OLD], arguments[1]) &&
      read_profile(&subjects[NEW], arguments[2])) {
    leave_out_unknown(&request.columns, subjects);
    status = compare(&request, subjects);
  }
  subject_free(&subjects[OLD]);
  subject_free(&subjects[NEW]);
  return status;
}

static const struct option_row options[] = {
    {.name = "old-source",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, sources[OLD]),
     .argument = "DIR",
     .values = OPTION_FOLDERS,
     .help = "where to look for the source files of OLD; may be repeated"},
    {.name = "new-source",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, sources[NEW]),
     .argument = "DIR",
     .values = OPTION_FOLDERS,
     .help = "the same for NEW"},
    {.name = "source",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, common),
     .argument = "DIR",
     .values = OPTION_FOLDERS,
     .help = "the same for both"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("Source files", options, 0), VIEW_GROUPS(request, view), {0}};

static const struct command_example examples[] = {
    {"What the program does otherwise than before",
     "memline diff before.json after.json"},
    {"The same, with the source of the older version, as git worktree makes it",
     "memline diff --old-source=/tmp/v1 before.json after.json"},
    {"Where more is live at the end than before",
     "memline diff --columns=at_exit_bytes before.json after.json"},
    {0}};

const struct command cmd_diff = {
    .name = "diff",
    .summary = "Show what changed from one profile to another",
    .operands = "OLD NEW",
    .about =
        "OLD and NEW are profiles, gzipped or not; - is standard input. The "
        "exit status is 0 if they are equal, 1 if a line differs in a column "
        "that is compared, and 2 in case of trouble.",
    .groups = groups,
    .notes =
        "A line is the same if its file, its function and its source text are, "
        "white space aside: code that only moved is no difference. Where the "
        "text of both is not to be had, because the file changed since the run "
        "and no --old-source or --new-source has it, lines are compared by "
        "their distance from the first line of their function. The default "
        "columns are what lines did themselves: all whose keys begin with self_, "
        "at_peak_ and at_exit_. Lines are new, gone, grown or shrunk by the first of the columns "
        "that differs; the largest difference comes first. Text shows ten "
        "lines of each kind, unless --top says otherwise.",
    .examples = examples,
    .run = run,
};
