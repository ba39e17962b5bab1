/* The activations of one stack that have events inside: what happened in each
   so far, and how it passes on.

   An event charges the place of the innermost activation and its frame.  When
   an activation with a frame ends, its flow and peak pass to the place on which
   its caller stands, and to the caller's frame: O(1) per event and per pop.

   Recursion: while an inner activation of a function runs, the outer ones are
   suspended.  Every level of a place on which a caller stands knows the next
   one further out of the same function, and tells it what to leave out.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_FRAMES_H
#define MEMLINE_TOOL_FRAMES_H

#include "contexts.h"
#include "places.h"

typedef struct Frame Frame;
typedef struct Level Level;

/* Frame 0 stands for the code below all activations. */
typedef struct {
   Frame* items;
   UInt n, cap; /* n >= 1 */
   Level* levels;
   UInt n_levels, cap_levels;
   UInt* innermost; /* by FnId: its innermost level */
   UInt n_innermost;
} Frames;

void ML_(frames_init)(Frames* frames);
void ML_(frames_free)(Frames* frames);

/* Adds a frame for an activation called from place CALLER, or 0. */
void ML_(frames_push)(Frames* frames, PlaceId caller);
/* Ends the innermost frame: passes on what happened in it. */
void ML_(frames_pop)(Frames* frames);

/* Charges FLOW of one event, at which H was up to PEAK_H, to the innermost
   frame, whose activation stands on PLACE; returns the context.  Without a
   place it is the caller's place that has it; below all activations, none. */
ContextId ML_(frames_charge)(Frames* frames, PlaceId place, const Flow* flow,
                             UWord peak_h);

/* Forgets what happened, not where: a forked child begins. */
void ML_(frames_reset)(Frames* frames);

#endif
