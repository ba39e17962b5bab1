/* Where instructions come from: code addresses to places, each stored once and
   known by its number.

   A place is a chain of (function, file, line), outermost first; it is kept as
   a tree: the place that it is inlined into, and the innermost line.  Records
   outlive the code (dlclose) that they came from.

   Not for what code does (code) or how often it runs.  A look-up asks the
   core's debug information, about a microsecond; only translation and the
   rare slow paths do so.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_PLACES_H
#define MEMLINE_TOOL_PLACES_H

#include "base/account.h"
#include "code/names.h"

typedef UInt PlaceId; /* 0: no line information */

typedef struct {
   PlaceId outer; /* inlined into, or 0 */
   FnId fn;
   FileId file;
   UInt line;
   UInt line_key;   /* the same for all places of one (function, file, line) */
   UInt depth;      /* levels, this one included; 0 only for place 0 */
   Figures figures; /* as of the last report */
} Place;

void ML_(places_init)(void);

/* The place of the instruction at A; 0 if it has no line: no information, a gap
   in it, or line 0.  Within a function with lines such an instruction belongs
   to the place that was executed before it. */
PlaceId ML_(places_at)(Addr a);
/* The same, for A right after an instruction at BEFORE whose place is PLACE: no
   look-up where both are in one row of the line table. */
PlaceId ML_(places_after)(Addr before, PlaceId place, Addr a);
/* As places_at, but where that is 0, the place at the next lower address of the
   same function: for where nothing tells what was executed before.  *IS_EXACT,
   unless it is NULL, becomes whether A has that line itself. */
PlaceId ML_(places_near)(Addr a, Bool* is_exact);

/* Whether calls go to A: the first address of a function. */
Bool ML_(places_is_entry)(Addr a);

/* Whether it would be news that calls go to A, which has a line but no symbol
   that would tell; and notes that they do, once. */
Bool ML_(places_is_new_entry)(Addr a);
void ML_(places_note_entry)(Addr a);

/* Which functions have a place that was visited, by number: 1 or 0.  As of the
   last report; the caller frees it. */
UChar* ML_(places_functions_that_ran)(void);

/* How many there are of all that has a number; and forgets what was met since
   there were so many: a report's own look-ups, to which nothing else points. */
typedef struct {
   UInt places, line_keys, functions, files, extents;
} PlacesKnown;
PlacesKnown ML_(places_known)(void);
void ML_(places_forget)(const PlacesKnown* since);

/* By number.  The pointer is valid until the next look-up above. */
Place* ML_(place)(PlaceId id);
UInt ML_(n_places)(void); /* ids are 0 .. n-1 */

/* The physical function of P: that of its outermost level. */
FnId ML_(place_function)(PlaceId p);

/* Writes the chain of P to LEVELS, outermost place first, and returns its
   length, at most PLACE_MAX_DEPTH. */
#define PLACE_MAX_DEPTH PROFILE_MAX_LEVELS
UInt ML_(place_chain)(PlaceId p, PlaceId levels[PLACE_MAX_DEPTH]);

/* The transition between two places of one physical activation. */
Transition ML_(places_transition)(PlaceId from, PlaceId to, Bool jump_back);

#endif
