/* memline tree: call paths with what was allocated, live at the peak and live
   at exit at their end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands.h"

#include "branches.h"

#include <stdlib.h>

struct request {
  struct branches_wish tree;
  struct option_list from;
  bool callers;
};

static void explain_empty(const struct branches *branches, const char *path) {
  const struct view *view = &branches->wish->view;
  const struct option_list *from = branches->tree.from;
  if (from->count)
    complain("%s: no call path through --from=%s has any %s", path,
             from->items[0], view->sort ? view->sort : branches->order);
  else
    command_empty(view, path);
}

static int run(int count, char **arguments) {
  struct request request = {.tree = {.view = VIEW_DEFAULT, .least = 100}};
  struct profile profile;
  struct error error;
  char *path;
  int operands = command_parse(&cmd_tree, count, arguments, &request);
  if (operands < 0)
    return operands;
  struct branches branches = {
      .wish = &request.tree,
      .columns = "allocated,at_peak_bytes,at_exit_bytes,share",
      .order = "allocated",
      .rows = SIZE_MAX,
      .tree = {.up = request.callers, .from = &request.from},
  };
  if (!branches_resolve(&branches, &error)) {
    complain("%s", error.text);
    return STATUS_USAGE;
  }
  int status = command_profile(&cmd_tree, operands, arguments, &profile, &path);
  if (status != STATUS_GOOD)
    return status;
  size_t shown = 0;
  if (!branches_show(&branches, &profile, NULL, NULL, &shown)) {
    complain("%s: out of memory", path);
    status = STATUS_ERROR;
  } else if (shown == 0) {
    explain_empty(&branches, path);
  }
  grid_free(&branches.grid);
  profile_free(&profile);
  free(path);
  return status;
}

static const struct option_row options[] = {
    {.name = "callers",
     .kind = OPTION_FLAG,
     .at = offsetof(struct request, callers),
     .help = "bottom up: begin with the lines that allocated and freed, and "
             "show who called them"},
    {.name = "from",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, from),
     .argument = "PATTERN",
     .help = "begin with the functions that fit and show what they called, or "
             "with --callers who called them; may be repeated"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to show", options, 0),
    OPTION_GROUP("How much of it", branches_options,
                 offsetof(struct request, tree)),
    OPTION_GROUP("Which lines", selection_options,
                 offsetof(struct request, tree.view.selection)),
    OPTION_GROUP("How to show them", view_options,
                 offsetof(struct request, tree.view)),
    {0}};

static const struct command_example examples[] = {
    {"What was live at the peak, from main on",
     "memline tree --sort=at_peak_bytes"},
    {"Who calls parse, by function",
     "memline tree --from=parse --callers --by=function"},
    {0}};

const struct command cmd_tree = {
    .name = "tree",
    .summary = "Show call paths with what was allocated at their end",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "Each row has what happened at the end of all paths through it. A row "
        "without others beside it stands right below its caller; where there "
        "are several, each has a dash. Rows with less than 1% of the total of "
        "the column to sort by are left out, unless --min says otherwise; with "
        "--from it is 1% of what those functions have. "
        "--func, --file and --exclude say which lines' allocations and frees "
        "count, wherever they were called from.",
    .examples = examples,
    .run = run,
};
