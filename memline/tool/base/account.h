/* The arithmetic of the columns: flows, stocks, and what a move from one
   place to another does to visits.  Pure: no state, no call into the core, so
   that a host unit test can link it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_ACCOUNT_H
#define MEMLINE_TOOL_ACCOUNT_H

#include "pub_tool_basics.h"

#include "shared/profile.h"

/* Gross flow: bytes and blocks, both ways.  The net is allocated - freed. */
typedef struct {
   ULong allocated; /* bytes */
   ULong freed;     /* bytes */
   ULong allocs;    /* blocks */
   ULong frees;     /* blocks */
} Flow;

static inline void ML_(flow_add)(Flow* sum, const Flow* f)
{
   sum->allocated += f->allocated;
   sum->freed += f->freed;
   sum->allocs += f->allocs;
   sum->frees += f->frees;
}

static inline void ML_(flow_subtract)(Flow* sum, const Flow* f)
{
   sum->allocated -= f->allocated;
   sum->freed -= f->freed;
   sum->allocs -= f->allocs;
   sum->frees -= f->frees;
}

/* What is live: bytes by requested size, and blocks. */
typedef struct {
   ULong bytes;
   ULong blocks;
} Stock;

/* Everything that is known of a place (see docs/format.md).  mem_usage and
   peak are valid when occurrences is not 0. */
typedef struct {
   ULong occurrences;
   UWord mem_usage;
   UWord peak;
   Flow flow; /* callees included, suspended activations left out */
   Flow self;
   Stock at_peak;
   Stock at_exit; /* or now, if it goes on */
} Figures;

/* What a figure is; FIGURE_NONE where nothing ran to have it. */
Long ML_(figure_value)(const Figures* f, enum figure figure);

/* One level of a place, outermost first: which line, and whose. */
typedef struct {
   UInt line;     /* a number that stands for (function, file, line) */
   UInt function; /* a number that stands for the function */
} PlaceLevel;

/* What happens to visits when an activation moves between two places. */
typedef struct {
   /* How many of the levels stay on their visit, counted from the outermost.
      The visits of all deeper levels of the old place end, and all deeper
      levels of the new one begin a visit. */
   UShort stays;
   /* How many of the levels stay in their activation; deeper ones of the new
      place begin one.  Either stays, or one more. */
   UShort same_activation;
} Transition;

/* Returns the transition from place FROM to place TO within one physical
   activation; where their outermost functions differ, for one function runs on
   into the next, even the physical activation is taken for a new one.  A jump
   back is a taken jump to an address not above its own; it ends the visit of
   the level that it happens in even on one line.  It happens in the innermost
   level that both places share: a loop inside an inlined function does not
   disturb the line that it is inlined into. */
Transition ML_(account_transition)(const PlaceLevel* from, UInt n_from,
                                   const PlaceLevel* to, UInt n_to,
                                   Bool jump_back);

#endif
