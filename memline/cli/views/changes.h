/* What a comparison found, as text for people and as rows for other formats.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_CHANGES_H
#define MEMLINE_CLI_CHANGES_H

#include "analysis/compare.h"
#include "analysis/short_names.h"
#include "views/grid.h"

/* Nothing in here is owned. */
struct changes {
  const struct comparison *comparison; /* sorted */
  const struct columns *columns;       /* that were compared */
  const struct view *view;
  const char *paths[2]; /* of the profiles */
  const struct profile *profiles[2];
  const struct short_names *labels[2];
};

/* How many rows of each change people see who did not say. */
#define CHANGES_DEFAULT_ROWS 10

/* The totals that are shown. */
#define CHANGES_TOTALS 8
extern const enum total changes_totals[CHANGES_TOTALS];

/* "grow.c:14 (was 12)".  The caller frees it. */
char *changes_line(const struct changes *changes,
                   const struct compare_row *row);

/* Room for a share with its sign. */
#define CHANGES_SHARE 24

/* The change of a figure of that kind, with its sign; and its share of OLD, as
   "+22.7%", or the empty text where OLD was 0. */
void changes_format(char text[UNITS_TEXT], int64_t change, int kind,
                    enum unit unit);
void changes_format_share(char text[CHANGES_SHARE], int64_t change,
                          int64_t old);

void changes_print(const struct changes *changes,
                   const struct terminal *output);

/* The same as CSV, JSON or Markdown, a row for each figure that changed. */
void changes_print_grid(const struct changes *changes,
                        const struct terminal *output);

#endif
