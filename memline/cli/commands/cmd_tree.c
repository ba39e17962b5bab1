/* memline tree: call paths with what was allocated, live at the peak and live
   at exit at their end.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "commands/tree_view.h"

struct request {
  struct tree_view tree;
  struct option_list from;
  bool callers;
};

static void explain_empty(const void *data, const struct profile *profile,
                          const char *path) {
  const struct request *request = data;
  const struct view *view = &request->tree.wish.view;
  (void)profile;
  if (request->from.count)
    complain("%s: no call path through --from=%s has any %s", path,
             request->from.items[0],
             view->sort ? view->sort : request->tree.order);
  else
    command_empty(view, path);
}

static bool resolve(void *data, struct error *error) {
  struct request *request = data;
  request->tree.tree.up = request->callers;
  request->tree.tree.from = &request->from;
  return tree_view_resolve(request, error);
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {resolve, tree_view_show};
  struct request request = {
      .tree = {.wish = {.view = VIEW_DEFAULT, .least = 100},
               .columns = "allocated,at_peak_bytes,at_exit_bytes,share",
               .order = "allocated",
               .rows = SIZE_MAX,
               .explain = explain_empty}};
  return command_show(&cmd_tree, count, arguments, &request, &steps);
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
    OPTION_GROUP("What to show", options, 0), TREE_VIEW_GROUPS, {0}};

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
