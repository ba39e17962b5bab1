/* Text for people on standard output: in colour on a terminal that has them,
   and through a pager if it is longer than the terminal.  What goes to a pipe
   or a file is plain.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_TERMINAL_H
#define MEMLINE_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* The words of enum colour, as values of an option. */
#define TERMINAL_COLOURS "auto always never"

struct terminal {
  FILE *out;   /* where to print to */
  bool colour; /* may it contain escape sequences for colours? */
  int width;  /* columns of the terminal; 0: lines may be as long as they are */
  char *text; /* what waits for the pager; NULL: OUT is standard output */
  size_t length;
  int rows; /* of the terminal */
};

/* COLOUR is an enum colour.  Never fails: where there is no memory for a pager,
   there is none. */
void terminal_open(struct terminal *output, int colour);

/* Shows what was printed.  Write errors stay with stdout. */
void terminal_close(struct terminal *output);

/* Escape sequences. */
#define TERMINAL_BOLD "\033[1m"
#define TERMINAL_DIM "\033[2m"
#define TERMINAL_RED "\033[31m"
#define TERMINAL_GREEN "\033[32m"
#define TERMINAL_PLAIN "\033[0m"

#endif
