/* Code as far as one symbol covers it: a function's, or part of one.  Found
   when it is first asked for, and kept until objects come or go.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_EXTENTS_H
#define MEMLINE_TOOL_EXTENTS_H

#include "code/names.h"

typedef struct {
   Addr start;     /* the first address */
   Addr end;       /* one past the last */
   FnId fn;        /* 0 if nothing in it is known to have a line */
   Bool is_entry;  /* start is where calls go (not the cold part of another) */
   Bool is_hidden; /* the host's own code inside the program: has no lines */
   UInt change;    /* its number among the changes, see below */
} Extent;

/* The extent around A, valid while EP is; NULL if no symbol covers A. */
Extent* ML_(extents_find)(DiEpoch ep, Addr a);
/* The one found last, or NULL. */
Extent* ML_(extents_last)(void);
/* Whether one symbol covers both addresses. */
Bool ML_(extents_same)(Addr a, Addr b);

/* Finds out which function E is, by its code at A; nothing if A has no line. */
void ML_(extents_name)(DiEpoch ep, Extent* e, Addr a);

/* Copies of all that were found between two addresses, have lines and are still
   there, even if objects came or went since; the caller deletes the array. */
XArray* ML_(extents_functions)(DiEpoch ep, Addr from, Addr end);
/* What is between two addresses goes: drops what was found there. */
void ML_(extents_drop)(Addr from, Addr end);

/* How often one was found, or found to be of a function; and drops those of
   which that was after there were N changes: they are found again. */
UInt ML_(extents_changes)(void);
void ML_(extents_forget)(UInt n);

#endif
