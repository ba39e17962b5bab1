/* The calling-context tree: paths of places, outermost first, at whose end
   events happened.  Each node keeps what is live of what it allocated, what
   of it was live at the highest peak so far, its gross flow, and what became
   of its blocks.

   At the peak: H rising above its maximum only raises the number of the peak.
   A node whose number is behind has not changed since that peak; before it
   does, it copies live to at_peak.  O(1) per event, and exact.

   How long blocks live is counted in events, for all blocks of a node together:
   the sum of the events that they end with less the sum of those that they
   begin with.  So no block needs to know its own.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_CONTEXTS_H
#define MEMLINE_TOOL_CONTEXTS_H

#include "code/places.h"
#include "heap/sizes.h"

typedef UInt ContextId; /* 0: the root, above all threads */

typedef struct {
   UInt peak_number; /* the peak that at_peak belongs to */
   Stock live;
   Flow flow;      /* of events at the end of exactly this path */
   UWord peak;     /* the largest H at any of them, before or after it */
   ULong lifetime; /* see context_lifetime() */
   Sizes* sizes;   /* its place's; NULL: not yet needed */
   Stock most;     /* live, when it had the most bytes */
   Stock at_peak;
   Stock temporary; /* of the blocks that it allocated */
} Context;

/* The child of PARENT for PLACE. */
ContextId ML_(contexts_child)(ContextId parent, PlaceId place);

/* With event number NOW a block of BYTES appears in, or vanishes from, what C
   allocated. */
void ML_(contexts_add_live)(ContextId c, SizeT bytes, ULong now);
void ML_(contexts_remove_live)(ContextId c, SizeT bytes, ULong now);
/* What vanished was a temporary block (see events). */
void ML_(contexts_add_temporary)(ContextId c, SizeT bytes);
/* Adds to what happened at the end of C an event of FLOW, at which H was up to
   PEAK_H. */
void ML_(contexts_charge)(ContextId c, const Flow* flow, UWord peak_h);
/* H has just risen above its former maximum. */
void ML_(contexts_new_peak)(void);

/* By number; ids are 0 .. n-1, parents before their children.  At_peak is valid
   after contexts_finish. */
Context* ML_(context)(ContextId c);
ContextId ML_(context_parent)(ContextId c);
PlaceId ML_(context_place)(ContextId c);
/* How many events all blocks that C allocated have lived so far, event number
   NOW being the last one. */
ULong ML_(context_lifetime)(ContextId c, ULong now);
UInt ML_(n_contexts)(void);
/* Brings every node's at_peak up to date. */
void ML_(contexts_finish)(void);
/* A forked child: the live blocks stay, they are its peak and its most, and
   they begin their lives at event 0; no flows. */
void ML_(contexts_reset)(void);

#endif
