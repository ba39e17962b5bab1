/* A superblock as memline sees it: which places its instructions come from,
   segment by segment, and where it can be left to.  Made from the IR before
   anything is emitted, so that the emitter only follows it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_OUTLINE_H
#define MEMLINE_TOOL_OUTLINE_H

#include "code/code.h"

/* How control leaves the superblock at an exit. */
typedef enum {
   EXIT_UNKNOWN,   /* a fault, or into code without lines: nothing to count */
   EXIT_JUMP,      /* to a known place of the same function, or straight on */
   EXIT_TAIL_CALL, /* a jump to another function */
   EXIT_INDIRECT,  /* a jump through a register */
   EXIT_CALL,      /* or a system call or client request: it comes back */
   EXIT_RETURN
} ExitKind;

#define NO_COUNTER (-1)

/* How a superblock sets the stack pointer, other than down or by a constant. */
typedef enum {
   SP_NOT_MOVED,
   SP_FROM_FRAME, /* to a constant distance from the frame pointer */
   SP_SET         /* to anything else: longjmp, unwinding, another stack */
} SpMove;

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

typedef struct {
   Addr addr;     /* of the first instruction */
   Addr last;     /* of the last one */
   Addr after;    /* where the one after it would be */
   PlaceId first; /* 0: no instruction has a line, there is nothing to count */
   Bool is_blind; /* no instruction has a line, but its function has some: it
                     belongs to the place executed before, whichever that is */
   Bool is_entry; /* calls arrive here: an activation begins */
   SpMove sp_move;
   Int sp_set;      /* the statement that does it first, for SP_SET */
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
} Outline;

/* Outlines SB.  The result is valid until the next call. */
const Outline* ML_(outline)(const IRSB* sb);

/* Finds or makes the outline's counters and writes what is static to code;
   returns the first counter. */
const Counter* ML_(outline_record)(const Outline* o);

#endif
