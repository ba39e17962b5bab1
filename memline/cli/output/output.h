/* Text for people on standard output: in colour on a terminal that has them,
   and through a pager if it is longer than the terminal.  What goes to a pipe
   or a file is plain.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_OUTPUT_H
#define MEMLINE_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* The words of enum colour, as values of an option. */
#define OUTPUT_COLOURS "auto always never"

struct output {
  FILE *out;    /* where to print to */
  bool colour;  /* may it contain escape sequences for colours? */
  int width;    /* columns of the terminal; 0: lines may be as long as they are */
  char *text;   /* what waits for the pager; NULL: OUT is standard output */
  size_t length;
  int rows; /* of the terminal */
};

/* COLOUR is an enum colour.  Never fails: where there is no memory for a pager,
   there is none. */
void output_open(struct output *output, int colour);

/* Shows what was printed.  Write errors stay with stdout. */
void output_close(struct output *output);

/* Escape sequences. */
#define OUTPUT_BOLD "\033[1m"
#define OUTPUT_DIM "\033[2m"
#define OUTPUT_RED "\033[31m"
#define OUTPUT_GREEN "\033[32m"
#define OUTPUT_PLAIN "\033[0m"

#endif
