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

/* Everything that is known of a place: by enum figure, whose properties are in
   shared/profile.h.  JOIN_NET is left 0, and JOIN_LARGEST means nothing where
   there are no occurrences: figure_value() knows. */
typedef struct {
   ULong of[FIGURES];
} Figures;

Long ML_(figure_value)(const Figures* f, enum figure figure);

/* Adds to SUM the figures of another place: their sum, or the larger. */
void ML_(figures_add)(Figures* sum, const Figures* f);

/* What a flow has, as figures from FIRST on. */
static inline void ML_(figures_add_flow)(Figures* f, enum figure first,
                                         const Flow* flow)
{
   _Static_assert(FIGURE_FREED == FIGURE_ALLOCATED + 1 &&
                     FIGURE_ALLOCS == FIGURE_ALLOCATED + 2 &&
                     FIGURE_FREES == FIGURE_ALLOCATED + 3 &&
                     FIGURE_SELF_FREED == FIGURE_SELF_ALLOCATED + 1 &&
                     FIGURE_SELF_ALLOCS == FIGURE_SELF_ALLOCATED + 2 &&
                     FIGURE_SELF_FREES == FIGURE_SELF_ALLOCATED + 3,
                  "the figures of a flow are neighbours");
   f->of[first] += flow->allocated;
   f->of[first + 1] += flow->freed;
   f->of[first + 2] += flow->allocs;
   f->of[first + 3] += flow->frees;
}

/* A maximum that is at least VALUE. */
static inline void ML_(figures_raise)(Figures* f, enum figure figure,
                                      ULong value)
{
   if (value > f->of[figure])
      f->of[figure] = value;
}

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
