/* Who calls whom, and what came of it: the call paths of a profile, added up
   by function and by the line that calls.

   Recursion as everywhere in memline: what happens inside the innermost
   activation of a function is charged to it and not again to the outer ones
   that wait.  So what a line did itself and the calls from it add up to the
   line's inclusive figures, and over its lines to the function's, exactly.

   Costs one pass over the paths, and 250 bytes for each.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_CALLGRAPH_H
#define MEMLINE_CLI_CALLGRAPH_H

#include "analysis/paths.h"

/* For `callee`: no call, but what the line did itself. */
#define CALL_SELF -2

struct call {
  struct frame from;
  int32_t callee; /* a function, or -1 for what no line was active for */
  int64_t amounts[AMOUNTS];
};

struct callgraph {
  struct call *calls; /* by function, file, line and callee, self first */
  size_t count;
};

void callgraph_make(const struct paths *paths, struct callgraph *graph);

void callgraph_free(struct callgraph *graph);

#endif
