/* memline summary: a profile on one screen.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "output/display.h"
#include "views/identity.h"

#include <stdlib.h>
#include <string.h>

/* How many lines of each kind people see who did not say. */
#define DEFAULT_ROWS 5

/* The program's totals, and the lines that have the most of each. */
static const struct section {
  const char *kind, *line_kind; /* of the rows */
  const char *title;            /* for people */
  enum figure bytes, blocks;
  enum total total_bytes, total_blocks;
} sections[] = {
    {"peak", "peak_line", "Most at the peak (memline peak)",
     FIGURE_AT_PEAK_BYTES, FIGURE_AT_PEAK_BLOCKS, TOTAL_PEAK_BYTES,
     TOTAL_PEAK_BLOCKS},
    {"exit", "exit_line", "Most at exit (memline leaks)", FIGURE_AT_EXIT_BYTES,
     FIGURE_AT_EXIT_BLOCKS, TOTAL_AT_EXIT_BYTES, TOTAL_AT_EXIT_BLOCKS},
    {"allocated", "allocated_line", "Most allocated (memline top)",
     FIGURE_SELF_ALLOCATED, FIGURE_SELF_ALLOCS, TOTAL_ALLOCATED, TOTAL_ALLOCS},
    {"freed", "freed_line", "Most freed (memline top --sort=self_freed)",
     FIGURE_SELF_FREED, FIGURE_SELF_FREES, TOTAL_FREED, TOTAL_FREES},
};

#define SECTIONS (sizeof sections / sizeof sections[0])
/* People see the lines of these: what was freed had mostly been allocated. */
#define SHOWN_SECTIONS 3

enum { OWN_KIND = IDENTITY_COLUMNS, OWN_BYTES, OWN_BLOCKS, OWN_SHARE, COLUMNS };

static const struct grid_column own_columns[COLUMNS] = {
    [OWN_KIND] = {"kind", "Kind", GRID_NAME, GRID_ALL},
    [OWN_BYTES] = {"bytes", "Bytes", GRID_BYTES, GRID_ALL},
    [OWN_BLOCKS] = {"blocks", "Blocks", GRID_COUNT, GRID_ALL},
    [OWN_SHARE] = {"share", "Share", GRID_SHARE, GRID_ALL},
};

struct summary {
  struct view view;
  const struct profile *profile;
  struct short_names labels;
  struct groups lines;
  struct grid grid;
  size_t ends[SECTIONS]; /* of each section's rows */
};

/* ROW is of a line, or of the whole program if GROUP is NULL. */
static void add_row(struct summary *summary, const struct section *section,
                    const struct group *group) {
  const int64_t *totals = summary->profile->totals;
  union grid_cell *row = grid_add(&summary->grid);
  int64_t all = totals[section->total_bytes];
  int64_t bytes = group ? group->figures[section->bytes] : all;
  row[OWN_KIND].name = group ? section->line_kind : section->kind;
  row[OWN_BYTES].number = bytes;
  row[OWN_BLOCKS].number =
      group ? group->figures[section->blocks] : totals[section->total_blocks];
  row[OWN_SHARE].number = grid_share(bytes, all);
  if (group)
    identity_set(&summary->grid, row, &summary->labels, GROUP_LINES, group);
}

static void add_section(struct summary *summary,
                        const struct section *section) {
  const struct groups *lines = &summary->lines;
  size_t most = view_rows(&summary->view, DEFAULT_ROWS);
  size_t *numbers = groups_rank(lines, section->bytes);
  add_row(summary, section, NULL);
  for (size_t i = 0; i < lines->count && i < most; i++) {
    const struct group *group = &lines->items[numbers[i]];
    if (group->figures[section->bytes] <= 0)
      break;
    add_row(summary, section, group);
  }
  free(numbers);
}

static void print_amount(const struct summary *summary, FILE *out,
                         const char *before, const struct section *section) {
  const int64_t *totals = summary->profile->totals;
  long long blocks = (long long)totals[section->total_blocks];
  char text[UNITS_TEXT];
  units_format_bytes(text, totals[section->total_bytes],
                     (enum unit)summary->view.unit, false);
  fprintf(out, "%s%s in %lld block%s", before, text, blocks,
          blocks == 1 ? "" : "s");
}

/* When it was; or of many profiles, in which one, and what the others had. */
static void print_peak(const struct summary *summary, FILE *out) {
  const int64_t *totals = summary->profile->totals;
  const struct merged *merged = &summary->profile->merged;
  enum unit unit = (enum unit)summary->view.unit;
  char mean[UNITS_TEXT], sum[UNITS_TEXT];
  print_amount(summary, out, "\nPeak:      ", &sections[0]);
  if (merged->profiles) {
    units_format_bytes(mean, merged->peak_sum_bytes / merged->profiles, unit,
                       false);
    units_format_bytes(sum, merged->peak_sum_bytes, unit, false);
    fprintf(out,
            ", the highest of %lld profiles\n"
            "           (mean %s, sum %s), in ",
            (long long)merged->profiles, mean, sum);
    display_put(out, merged->worst, 0);
  } else if (totals[TOTAL_PEAK_EVENT]) {
    fprintf(out, ", at event %lld of %lld", (long long)totals[TOTAL_PEAK_EVENT],
            (long long)totals[TOTAL_EVENTS]);
  }
}

/* On a terminal of WIDTH columns, one line and how the program ended. */
static void print_program(const struct profile *profile, FILE *out, int width) {
  int at = fprintf(out, "Program:  ");
  int limit = width - display_width(profile->end) - (int)strlen(" ()");
  for (size_t i = 0; i < profile->command_count; i++) {
    if (width && at + 1 >= limit)
      break;
    putc(' ', out);
    at += 1 + display_put(out, profile->command[i], width ? limit - at - 1 : 0);
  }
  fputs(" (", out);
  display_put(out, profile->end, 0);
  fputs(")", out);
}

static void print_totals(const struct summary *summary,
                         const struct terminal *output) {
  FILE *out = output->out;
  print_program(summary->profile, out, output->width);
  print_amount(summary, out, "\nAllocated: ", &sections[2]);
  print_amount(summary, out, ", freed: ", &sections[3]);
  print_peak(summary, out);
  print_amount(summary, out, "\nAt exit:   ", &sections[1]);
  putc('\n', out);
}

/* One line each: what, its share, and where, cut where the terminal ends. */
static void print_rows(const struct summary *summary,
                       const struct terminal *output, size_t first,
                       size_t end) {
  const struct grid *grid = &summary->grid;
  for (size_t i = first; i < end; i++) {
    const union grid_cell *row = &grid->cells[i * COLUMNS];
    char bytes[UNITS_TEXT];
    units_format_bytes(bytes, row[OWN_BYTES].number,
                       (enum unit)summary->view.unit, false);
    int64_t share = (row[OWN_SHARE].number + 5) / 10; /* to tenths */
    int at = fprintf(output->out, "%14s %5lld.%lld%%  ", bytes,
                     (long long)(share / 10), (long long)(share % 10));
    int room = output->width > at ? output->width - at : 0;
    int used = display_put(output->out, row[IDENTITY_WHERE].name, room);
    if (*row[IDENTITY_NAME].name && (!room || used + 1 < room)) {
      putc(' ', output->out);
      display_put(output->out, row[IDENTITY_NAME].name,
                  room ? room - used - 1 : 0);
    }
    putc('\n', output->out);
  }
}

/* What may be wrong with the profile, or with what it shows. */
static void print_warnings(const struct summary *summary, FILE *out) {
  const struct profile *profile = summary->profile;
  const int64_t *totals = profile->totals;
  int64_t unknown = grid_share(profile->places[0].figures[FIGURE_SELF_ALLOCS],
                               totals[TOTAL_ALLOCS]);
  size_t nameless = 0;
  for (size_t i = 0; i < profile->function_count; i++)
    nameless += !*profile->functions[i].name;
  if (profile->place_count == 1)
    fputs("\nWarning: no code with line information ran; compile with -g\n",
          out);
  else if (unknown >= 100)
    fprintf(out,
            "\nWarning: %lld%% of the blocks were allocated where no line is "
            "known\n",
            (long long)unknown / 100);
  if (nameless)
    fprintf(out, "\nWarning: %zu function%s without a name\n", nameless,
            nameless == 1 ? "" : "s");
  if (totals[TOTAL_IGNORED_FREES])
    fprintf(out, "\nWarning: %lld bad free%s ignored; Memcheck says more\n",
            (long long)totals[TOTAL_IGNORED_FREES],
            totals[TOTAL_IGNORED_FREES] == 1 ? " was" : "s were");
  if (strcmp(profile->end, "signal") == 0)
    fputs("\nWarning: the program was ended by a signal\n", out);
}

static void print_text(const struct summary *summary,
                       const struct terminal *output) {
  print_totals(summary, output);
  for (size_t i = 0, first = 0; i < SHOWN_SECTIONS;
       first = summary->ends[i++]) {
    if (summary->ends[i] <= first + 1)
      continue;
    fprintf(output->out, "\n%s%s:%s\n", output->colour ? TERMINAL_BOLD : "",
            sections[i].title, output->colour ? TERMINAL_PLAIN : "");
    print_rows(summary, output, first + 1, summary->ends[i]);
  }
  print_warnings(summary, output->out);
}

static void collect(struct summary *summary) {
  struct selection selection;
  short_names_make(summary->profile, &summary->labels);
  selection_make(summary->profile, &summary->view.selection, &selection);
  groups_collect(summary->profile, &selection, GROUP_LINES, &summary->lines);
  selection_free(&selection);
  for (size_t i = 0; i < SECTIONS; i++) {
    add_section(summary, &sections[i]);
    summary->ends[i] = summary->grid.row_count;
  }
}

static void print(const struct summary *summary, const char *path) {
  const struct view *view = &summary->view;
  struct terminal output;
  terminal_open(&output, view->colour);
  if (view->format == FORMAT_TEXT)
    print_text(summary, &output);
  else
    grid_print(&summary->grid, view, &output);
  terminal_close(&output);
  if (view_is_partial(view) && summary->lines.count == 0)
    command_empty(view, path);
}

static int show(void *data, const struct profile *profile, const char *path) {
  struct summary *summary = data;
  struct grid_column columns[COLUMNS];
  struct error ignored;
  memcpy(columns, own_columns, sizeof columns);
  identity_columns(GROUP_LINES, columns);
  summary->profile = profile;
  summary->grid = grid_new(columns, COLUMNS);
  grid_choose(&summary->grid, &summary->view, "all", &ignored);
  collect(summary);
  print(summary, path);
  groups_free(&summary->lines);
  short_names_free(&summary->labels);
  grid_free(&summary->grid);
  return STATUS_GOOD;
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {NULL, show};
  struct summary summary = {.view = VIEW_DEFAULT};
  return command_show(&cmd_summary, count, arguments, &summary, &steps);
}

static const struct option_group groups[] = {
    OPTION_GROUP("Which lines", selection_options,
                 offsetof(struct view, selection)),
    {"How to show them", &view_options[VIEW_FIRST_PLAIN], VIEW_PLAIN, 0},
    {0}};

static const struct option_refusal refusals[] = {
    {"columns sort", "a summary always has the same figures; memline top shows "
                     "any, by any"},
    {0}};

static const struct command_example examples[] = {
    {"Without what the system's headers and libraries allocate",
     "memline summary --exclude='/usr/*'"},
    {0}};

const struct command cmd_summary = {
    .name = "summary",
    .summary = "Show a profile on one screen",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .refusals = refusals,
    .notes =
        "The program's totals, the five lines (--top) that have the most of "
        "what was live at the peak, of what is live at exit and of what was "
        "allocated, and what may be wrong. CSV and JSON have a row without a "
        "line for each total, and what was freed as well.",
    .examples = examples,
    .run = run,
};
