/* What can be asked of every view: which lines, which columns, in which order,
   how many rows, and in which format.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_VIEW_H
#define MEMLINE_CLI_VIEW_H

#include "analysis/columns.h"
#include "analysis/selection.h"
#include "base/arguments.h"
#include "shared/units.h"

#include <stdio.h>

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN };

/* The words of enum format, as values of an option. */
#define VIEW_FORMATS "text csv json markdown"

struct view {
  struct selection_wish selection;
  const char *columns, *sort; /* as written; NULL: not given */
  long top;                   /* at most so many rows, 0: all; -1: not given */
  int unit;                   /* an enum unit */
  int format;                 /* an enum format */
  int colour;                 /* an enum colour */
};

/* What a view is that nothing was asked of. */
#define VIEW_DEFAULT                                                           \
  { .top = -1 }

/* Is the output for people, or for programs, which get everything in bytes? */
static inline bool view_is_for_people(const struct view *view) {
  return view->format == FORMAT_TEXT || view->format == FORMAT_MARKDOWN;
}

/* How many rows to show: people who did not say see DEFAULTS of them. */
size_t view_rows(const struct view *view, size_t defaults);

/* Says in text that N rows were left out, if any were. */
void view_print_hidden(const struct view *view, size_t n, FILE *out);

/* Was anything said of which lines to show? */
static inline bool view_is_partial(const struct view *view) {
  return view->selection.functions.count || view->selection.files.count ||
         view->selection.exclude.count;
}

/* The options that fill a struct view, but its selection. */
extern const struct option_row view_options[6];

/* Those that do not speak of columns, and those that do not speak of rows
   either: which is the first, and how many there are. */
#define VIEW_FIRST_PLAIN 2
#define VIEW_PLAIN 4
#define VIEW_FIRST_FORM 3
#define VIEW_FORM 3

/* Two groups of a command with a struct view in the MEMBER of its request. */
#define VIEW_GROUPS(request, member)                                           \
  OPTION_GROUP("Which lines", selection_options,                               \
               offsetof(struct request, member.selection)),                    \
      OPTION_GROUP("How to show them", view_options,                           \
                   offsetof(struct request, member))

#endif
