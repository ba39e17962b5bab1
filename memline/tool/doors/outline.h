/* A superblock as memline sees it: which places its instructions come from,
   segment by segment, and where it can be left to.  Made from the IR before
   anything is emitted, so that the emitter only follows it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_OUTLINE_H
#define MEMLINE_TOOL_OUTLINE_H

#include "code/code.h"
#include "doors/sp_moves.h"

/* How control leaves the superblock at an exit. */
typedef enum {
   EXIT_UNKNOWN,   /* a fault, or into code without lines: nothing to count */
   EXIT_JUMP,      /* to a known place of the same function, or straight on */
   EXIT_TAIL_CALL, /* a jump to another function */
   EXIT_INDIRECT,  /* a jump through a register */
   EXIT_LOCAL_RETURN, /* in a function that calls its own middle: perhaps from
                         there, or a jump or call made of a return */
   EXIT_CALL,         /* or a system call or client request: it comes back */
   EXIT_RETURN
} ExitKind;

#define NO_COUNTER (-1)

typedef struct {
   ExitKind kind;
   PlaceId place; /* on which it is left */
   Addr addr;     /* of the instruction that leaves */
   /* What it does to visits, unless it is INDIRECT or a CALL, or arrives at TO,
      which has no line of its own (see Edge). */
   Transition transition;
   Addr to;
   Bool jump_back;
   Bool to_entry; /* a jump to its own function's first instruction */
   FnId begins;   /* a tail call not to an entry: into this function */
   Int segment;   /* the counter of the segment that it ends */
   /* Where the segment's counter does not tell enough: a counter of the exit
      being taken, or of it being passed (which is the final exit taken). */
   Int taken, passed;
} Exit;

/* A move to another place, straight on, inside a segment. */
typedef struct {
   PlaceId from, to;
   Addr addr;   /* of the first instruction of TO */
   Int segment; /* its counter */
} OutlineMove;

/* What a superblock tells of code that was not known: of its own, and of what
   it calls. */
typedef struct {
   Addr called;     /* calls go there, where no symbol tells; or 0 */
   Bool is_entered; /* calls arrive at the superblock itself: that control is
                       there can be all that tells of a call by a register */
   Bool is_blind_return; /* a call from code without a line returns to AFTER, or
                            one made of a return may */
   Bool is_local_call; /* the first call of its function into its own middle */
   Addr sp_setter; /* the function without lines that it is in, if it sets the
                      stack pointer to anything; or 0 */
} OutlineNews;

typedef struct {
   Addr addr;     /* of the first instruction */
   Addr last;     /* of the last one */
   Addr after;    /* where the one after it would be */
   PlaceId first; /* 0: no instruction has a line, there is nothing to count */
   Bool is_blind; /* no instruction has a line, but its function has some: it
                     belongs to the place executed before, whichever that is */
   Bool is_entry; /* calls arrive here: an activation begins */
   SpMoves sp;
   Bool may_land;   /* it returns, in a function without lines that elsewhere
                       sets the stack pointer: setcontext */
   UInt n_counters; /* counter 0 is that of the first segment */
   /* By counter: whether visits end with it, so that the largest H at it must
      be known. */
   const Bool* ends_visits;

   const OutlineMove* moves;
   UInt n_moves;
   /* One for each exit statement in order; the last one is the final exit. */
   const Exit* exits;
   UInt n_exits;

   UInt n_instrs;
   OutlineNews news;
} Outline;

/* Outlines SB, which changes nothing: outline_record acts upon it.  The result
   is valid until the next call. */
const Outline* ML_(outline)(const IRSB* sb);

/* Which counters tell how often an exit was taken: PLUS less MINUS; and at
   which H, which is not known where its segment's counter counts more. */
typedef struct {
   Int plus, minus, max; /* minus may be NO_COUNTER */
} ExitCounters;

/* Finds the counters of exit E of O; False if there is nothing to say of it. */
Bool ML_(outline_exit_counters)(const Outline* o, const Exit* e,
                                ExitCounters* c);

#endif
