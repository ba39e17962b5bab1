/* memline peak: what the heap consisted of when it was largest.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "commands/tree_view.h"
#include "output/display.h"

/* How many lines people see who did not say. */
#define DEFAULT_ROWS 20

static void print_headline(void *request, struct paths *paths, FILE *out) {
  const struct view *view = &((const struct tree_view *)request)->wish.view;
  const int64_t *totals = paths->profile->totals;
  char text[UNITS_TEXT];
  if (!out)
    return;
  units_format_bytes(text, totals[TOTAL_PEAK_BYTES], (enum unit)view->unit,
                     false);
  fprintf(out, "Peak: %s in %lld block%s, ", text,
          (long long)totals[TOTAL_PEAK_BLOCKS],
          totals[TOTAL_PEAK_BLOCKS] == 1 ? "" : "s");
  const struct merged *merged = &paths->profile->merged;
  if (merged->profiles) {
    fprintf(out, "the highest of %lld profiles, in ",
            (long long)merged->profiles);
    display_put(out, merged->worst, 0);
    fputs("\n\n", out);
  } else if (totals[TOTAL_PEAK_EVENT] == 0) {
    fputs("when the process began\n\n", out);
  } else {
    fprintf(out, "at event %lld of %lld\n\n",
            (long long)totals[TOTAL_PEAK_EVENT],
            (long long)totals[TOTAL_EVENTS]);
  }
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {tree_view_resolve, tree_view_show};
  struct tree_view request = {
      .wish = {.view = VIEW_DEFAULT, .least = 100},
      .columns = "at_peak_bytes,at_peak_blocks,share",
      .order = "at_peak_bytes",
      .rows = DEFAULT_ROWS,
      .tree = {.up = true},
      .prepare = print_headline,
  };
  return command_show(&cmd_peak, count, arguments, &request, &steps);
}

static const struct option_group groups[] = {TREE_VIEW_GROUPS, {0}};

static const struct command_example examples[] = {
    {"Only the lines, without who called them", "memline peak --depth=1"},
    {"By function, with all callers", "memline peak --by=function --min=0"},
    {0}};

const struct command cmd_peak = {
    .name = "peak",
    .summary = "Show what the heap consisted of when it was largest",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "Each line that allocated what was live at that moment stands at the "
        "margin, and below it those that called its function. Text shows 20 "
        "lines; what has less than 1% of the peak is left out, unless --min "
        "says otherwise.",
    .examples = examples,
    .run = run,
};
