/* Functions and source files, each stored once and known by its number.  They
   outlive the code (dlclose) that they came from.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_NAMES_H
#define MEMLINE_TOOL_NAMES_H

#include "base/vg.h"

typedef UInt FnId;   /* 0: none */
typedef UInt FileId; /* 0: none */

typedef struct {
   const HChar* name; /* "" where the code has lines but no symbol */
   FileId file;       /* in which it begins */
   Bool is_system;    /* of a system library or header, not the program's */
   ULong entered;     /* calls that no counter tells of */
   /* As of the last report: */
   ULong calls;
   Long net_bytes; /* of outermost activations */
} Function;

void ML_(names_init)(void);

/* By number.  The pointer is valid until the next function is met. */
Function* ML_(function)(FnId id);
const HChar* ML_(file_path)(FileId id);
UInt ML_(n_functions)(void); /* ids are 1 .. n-1 */
UInt ML_(n_files)(void);     /* ids are 1 .. n-1 */

/* The file at PATH, which may be spelled in any way. */
FileId ML_(names_file)(const HChar* path);
/* The function called NAME (already without clone suffixes) of FILE, whose
   code at A was met first. */
FnId ML_(names_function)(DiEpoch ep, Addr a, const HChar* name, FileId file);
/* The same if it was met already, else 0. */
FnId ML_(names_function_met)(const HChar* name, FileId file);
/* Whether there is any called NAME. */
Bool ML_(names_is_met)(const HChar* name);

/* Whether A has a line of its own, and which; line 0 is none.  FILE may be
   NULL. */
Bool ML_(names_line_at)(DiEpoch ep, Addr a, FileId* file, UInt* line);

/* Forgets the functions and the files from these numbers on. */
void ML_(names_forget)(UInt n_functions, UInt n_files);
/* A forked child begins: nothing was called. */
void ML_(names_reset)(void);

#endif
