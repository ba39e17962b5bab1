/* What code exists, what is known of it statically, and the counters that
   translated code keeps.

   A superblock is cut into segments at its side exits.  A segment counts how
   often it ran and the largest H (live bytes) it ran at; everything else, how
   its instructions move from place to place and where its exits lead, is
   known when it is translated and written down here once.  For a report tally
   multiplies the two.

   Records are never dropped: when the same code is translated again (the
   translation was evicted, a library came back) it gets its old counters.
   Memory grows with code, never with what runs.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_CODE_H
#define MEMLINE_TOOL_CODE_H

#include "code/counters.h"
#include "code/places.h"

/* The first place of a superblock.  Whoever arrives there begins a visit of
   every level of it, unless an Edge or a returned Site says otherwise. */
typedef struct {
   PlaceId place;
   Bool is_call; /* it is a function's entry: an arrival is a call */
   const Counter* counter;
} Arrival;

/* Straight on from one place to the next inside a segment. */
typedef struct {
   PlaceId from, to;
   Addr addr; /* of the first instruction of TO */
   Transition transition;
   const Counter* counter;
} Move;

/* A way out of a superblock: a jump, or a call that returns to its line. */
typedef struct {
   PlaceId from;
   /* Where it arrives, if that is code without a line of its own: then the
      transition is known only once that code has been translated. */
   Addr to;
   Bool jump_back;
   Transition transition; /* what ends on the way, if TO is 0 */
   Bool to_entry;         /* of its own function: a loop, not a call */
   FnId begins;           /* the function into whose middle it leads, or 0 */
   /* It was taken plus->count - minus->count times, at H up to max->max_h;
      minus may be NULL. */
   const Counter *plus, *minus, *max;
} Edge;

/* Where jumps through a register from one site went lately, for translated code
   to look at: the counter of the way to TARGET. */
typedef struct {
   Addr target; /* 0: none */
   Counter* counter;
} JumpSlot;

/* How many there are for a site, and which one is for A. */
#define JUMP_SLOTS 256
#define JUMP_SLOT_FACTOR ((UWord)0x9E3779B1)
#define JUMP_SLOT_SHIFT 20
static inline UInt ML_(jump_slot)(Addr a)
{
   return (a * JUMP_SLOT_FACTOR >> JUMP_SLOT_SHIFT) % JUMP_SLOTS;
}

/* Where control leaves an activation's own code, to come back: a call, a
   system call, a request; or where it was when it was interrupted. */
typedef UInt SiteId; /* 0: none */
typedef struct {
   PlaceId place;
   Addr addr;             /* of the instruction */
   Addr return_to;        /* 0 if it is no call */
   Bool jumped_back;      /* see code_other_site */
   Bool returns_home;     /* to the same function; else it never returns */
   PlaceId returns_to;    /* the place there; 0: see code_arrival_place */
   Transition transition; /* valid if returns_to is not 0 */
   /* Activations that waited for the return when a forked child began: their
      visits began with it. */
   UInt reopened;
   /* Counts the returns, where a return may end a visit: it has to be known at
      which H.  Elsewhere NULL: all calls return but the abandoned ones, and
      every superblock with this call has an edge for it. */
   Counter* returns;
   JumpSlot* jumps; /* JUMP_SLOTS of them; NULL: nobody looks */
   /* Calls that did not return (longjmp, exception, exit). */
   ULong abandoned;
   /* Activations that ended while they were here, and the largest H then. */
   ULong ended;
   UWord ended_max_h;
} Site;

/* An activation that has not ended, as a report finds it. */
typedef struct {
   PlaceId place;   /* on which it stands */
   SiteId call;     /* the call that it waits for, or 0 */
   UWord away_peak; /* the largest H since its thread last ran; or 0 */
} Open;
typedef void OpenVisitor(const Open* open);

/* One superblock as instrument found it; its counters are BASE[0..n). */
typedef struct {
   Addr addr;
   Addr end; /* one past the last instruction */
   PlaceId first;
   ULong signature;
   Counter* base;
   UInt n_counters;
} Superblock;

/* Returns the counters of the superblock that WANTED describes, base excepted.
   *IS_NEW tells that they are new and cleared, and that the caller has to
   describe the rest of it with the functions below. */
Counter* ML_(code_superblock)(const Superblock* wanted, Bool* is_new);
/* Whether a superblock at ADDR was ever translated. */
Bool ML_(code_is_translated)(Addr addr);

void ML_(code_add_arrival)(const Arrival* a);
void ML_(code_add_move)(const Move* m);
void ML_(code_add_edge)(const Edge* e);

/* The first place of the superblock at ADDR; 0 if there is none. */
PlaceId ML_(code_arrival_place)(Addr addr);

/* The site of the call at ADDR from PLACE that returns to RETURN_TO.  If a
   return ends a visit and the superblock there was translated without
   checking for it, *STALE becomes True: it has to be discarded.  For IS_BLIND,
   a call from code without a line, all returns are counted, and the superblock
   was told with ML_(code_note_blind_return)(). */
SiteId ML_(code_call_site)(Addr addr, PlaceId place, Addr return_to,
                           Bool is_blind, Bool* stale);

/* Calls from code without a line return to RETURN_TO: notes it, once; and
   whether it is noted. */
void ML_(code_note_blind_return)(Addr return_to);
Bool ML_(code_is_blind_return)(Addr addr);
/* FN calls its own middle: notes it; and whether it is noted. */
void ML_(code_note_local_calls)(FnId fn);
Bool ML_(code_has_local_calls)(FnId fn);
/* The function at START, which has no lines, sets the stack pointer to anything
   (setcontext): notes it, once; whether it is noted; and whether any is. */
void ML_(code_note_sp_setter)(Addr start);
Bool ML_(code_is_sp_setter)(Addr start);
Bool ML_(code_has_sp_setters)(void);
/* The site at ADDR, in PLACE, of something that is no call.  JUMPED_BACK: after
   a jump back into code without a line, which has not yet led to one. */
SiteId ML_(code_other_site)(Addr addr, PlaceId place, Bool jumped_back);
/* The site whose returns the superblock at RETURN_TO, in function FN, must
   count; or 0. */
SiteId ML_(code_returning_site)(Addr return_to, FnId fn);
/* Valid until the next site is made. */
Site* ML_(code_site)(SiteId id);

/* The slots of SITE's jumps, which count_dynamic fills from now on. */
const JumpSlot* ML_(code_jump_slots)(SiteId site);

/* Counts a move that was not known statically: control came from SITE's place
   to TARGET within one activation, by a jump through a register or by a
   longjmp or exception (IS_LANDING).  Returns whether TARGET is in the same
   function; if not, nothing is counted. */
Bool ML_(code_count_dynamic)(SiteId site, Addr target, Bool is_landing,
                             UWord h);

/* A superblock was left in its middle: the instruction at ADDR faulted.  What
   follows it was counted with the rest.  And: after a fault, the superblock at
   ADDR is about to be executed. */
void ML_(code_fault)(Addr addr);
void ML_(code_resume)(Addr addr);
/* How many of the executions that COUNTER counts never got to ADDR, because of
   a fault.  Those that did get there have left no H in COUNTER if they ended
   with a fault later: *MAX_H, unless it is NULL, is raised to theirs. */
ULong ML_(code_faults)(const Counter* counter, Addr addr, UWord* max_h);

/* Read-only passes for tally. */
UInt ML_(code_n_arrivals)(void);
const Arrival* ML_(code_arrival)(UInt i);
UInt ML_(code_n_moves)(void);
const Move* ML_(code_move)(UInt i);
UInt ML_(code_n_edges)(void);
const Edge* ML_(code_edge)(UInt i);
UInt ML_(code_n_sites)(void); /* ids are 1 .. n-1 */

/* Clears all counters: a forked child begins with none. */
void ML_(code_reset)(void);

#endif
