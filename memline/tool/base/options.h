/* The tool's command-line options: one struct, filled while the command line is
   read, read-only afterwards.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_OPTIONS_H
#define MEMLINE_TOOL_OPTIONS_H

#include "base/vg.h"
#include "shared/profile.h"
#include "shared/units.h"

typedef struct {
   const HChar* out_file;    /* before %p and its like are filled in */
   const HChar* out_written; /* profile of the program that executed this one,
                                by the same process; NULL: none */
   XArray* functions;        /* of const HChar*: patterns; NULL: none given */
   Int show;                 /* how many tables; 0: all */
   Bool tables;
   enum unit unit;
   enum figure columns[FIGURES]; /* of the tables */
   UInt n_columns;
   Bool check_lines; /* count visits a second time, and compare */
   Bool direct;      /* call the tool's malloc from translated code */
   Int check_stacks; /* compare the stack at every n-th event; 0: never */
   /* For tests of what is made of a run in its midst: */
   XArray* report_at; /* of ULong: events after which to report */
   Long end_at;       /* the event after which to end the run; 0: none */
   XArray* given; /* of const HChar*: the tool's own options as given, for the
                     profile */
} Options;

const Options* ML_(options)(void);

void ML_(options_init)(void);

/* The callbacks for VG_(needs_command_line_options). */
Bool ML_(options_process)(const HChar* arg);
void ML_(options_usage)(void);
void ML_(options_debug_usage)(void);

#endif
