/* The lines of a profile: places that are the same line of the same function,
   wherever they are inlined, taken together.  Sorted, so that the lines of one
   function (or file) lie side by side.  Costs a number per place; the figures
   are added up when they are asked for.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_LINES_H
#define MEMLINE_CLI_LINES_H

#include "analysis/selection.h"
#include "profile/profile.h"

#include <stdbool.h>

struct line {
  uint32_t first, count; /* in lines.places */
};

struct lines {
  const struct profile *profile; /* not owned */
  uint32_t *places;              /* sorted; without place 0 */
  struct line *items;
  size_t count;
};

/* Functions of one name are one here, but their lines are not. */
enum lines_order {
  LINES_BY_FILE,     /* file, function, line */
  LINES_BY_NAME,     /* function, file, line */
  LINES_BY_FUNCTION, /* row of the function, its own file first, file, line */
  LINES_BY_INSTANCE, /* the same, but by where it is inlined before the file */
  LINES_BY_POSITION  /* file, line, function */
};

/* APART keeps places that are inlined at different places apart. */
void lines_collect(const struct profile *profile, enum lines_order order,
                   bool apart, struct lines *lines);

void lines_free(struct lines *lines);

/* Drops the lines that are not selected. */
void lines_select(struct lines *lines, const struct selection *selection);

/* Drops the lines of the functions for which functions[row] is false. */
void lines_keep(struct lines *lines, const bool *functions);

/* Sorts by a figure, the largest first; equals stay as they were. */
void lines_sort(struct lines *lines, enum figure figure);

/* Drops all but the COUNT lines with the largest FIGURE; those stay in their
   order. */
void lines_keep_largest(struct lines *lines, enum figure figure, size_t count);

/* One of the places of a line: its function, file and line are the line's. */
const struct place *lines_place(const struct lines *lines, size_t line);

/* All figures of a line. */
void lines_figures(const struct lines *lines, size_t line,
                   int64_t figures[FIGURES]);

/* The first line of the function's, in LINES_BY_FUNCTION or LINES_BY_INSTANCE
   order; `count` if it has none. */
size_t lines_of_function(const struct lines *lines, int32_t function);

#endif
