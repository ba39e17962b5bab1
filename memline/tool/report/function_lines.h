/* The lines of all functions once the run has ended: each with the figures of
   all its places together.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_FUNCTION_LINES_H
#define MEMLINE_TOOL_FUNCTION_LINES_H

#include "code/places.h"

typedef struct {
   FnId fn;
   FileId file;
   UInt line;
   Figures figures;
} Line;

/* Returns all lines: those of a function together, its own file before others
   it has lines in, ascending.  The caller frees the array. */
Line* ML_(function_lines)(UInt* n);

/* The functions that lines[] has, in the order in which a person would want
   them: the program's own before those of the system's libraries and headers;
   by gross bytes (allocated and freed) of their lines; by file and name.  Each
   is the number of its first line.  The caller frees the array. */
UInt* ML_(function_lines_ranked)(const Line* lines, UInt n_lines, UInt* n);

/* Compares two functions by file and name, for sorting. */
Int ML_(function_lines_compare)(FnId a, FnId b);

#endif
