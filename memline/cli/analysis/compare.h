/* Two profiles of one program side by side.  A row is what is the same code in
   both: lines of the same function whose text is the same but for white space.
   So code that only moved is no difference; equal lines of one function are
   one row, their figures taken together.

   The text says what the same line is only where it is known of both sides.
   Files that did not change need none, for there the line numbers say it; in
   other files the distance from the function's first line has to do.

   Costs time and memory in proportion to the lines of both.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_COMPARE_H
#define MEMLINE_CLI_COMPARE_H

#include "analysis/columns.h"
#include "analysis/lines.h"

/* Indices of what there is one of for each profile. */
enum { OLD, NEW };

enum change {
  CHANGE_NEW,    /* only NEW has the code, and it did something */
  CHANGE_GONE,   /* only OLD has it */
  CHANGE_GROWN,  /* of the figures that are compared, the first that differs */
  CHANGE_SHRUNK, /*   is larger or smaller */
  CHANGE_MOVED,  /* the figures are the same, and the line numbers are not */
  CHANGE_NONE,
  CHANGES = CHANGE_NONE /* those worth a word */
};

/* By what the lines of a file were known again. */
enum basis { BASIS_LINE, BASIS_TEXT, BASIS_OFFSET };

struct compare_side {
  const struct lines *lines; /* LINES_BY_FUNCTION, places together */
  const char *const *texts;  /* of each line; NULL where it is not known */
  bool no_line;              /* does the place without line take part? */
};

struct compare_row {
  enum change change;
  enum basis basis;
  const char *file, *function, *text; /* of NEW if it has them; TEXT or NULL */
  int named;        /* by which side; FILE is this row there, */
  int32_t file_row; /*   -1 for the place without line */
  int32_t
      file_number; /* the same for the same file, below all files together */
  struct {
    int32_t line;   /* the first one; 0 if there is none */
    uint32_t count; /* how many there are */
    int64_t figures[FIGURES];
  } side[2];
};

struct comparison {
  struct compare_row *rows;  /* all but those that are the same at one place */
  size_t count, differences; /* all; and those that did not only move */
};

/* Compares by COLUMNS.  Texts and names stay those of the sides. */
void compare_profiles(const struct compare_side sides[2],
                      const struct columns *columns,
                      struct comparison *comparison);

/* Sorts by change, and within it the largest difference in FIGURE first; with
   -1, in the first of COLUMNS in which there is one; then by name and line. */
void compare_sort(struct comparison *comparison, int figure,
                  const struct columns *columns);

void comparison_free(struct comparison *comparison);

/* How many rows of a change there are, from FIRST on, in sorted rows. */
size_t compare_count(const struct comparison *comparison, size_t first);

/* NEW's figure less OLD's, of which FIGURE_NONE counts 0; 2^63 - 1 or its
   negative if the difference is beyond that. */
int64_t compare_difference(const struct compare_row *row, enum figure figure);

#endif
