/* How often the tool took which way, for --stats=yes: what its speed hangs on,
   as counts that are the same on every run.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_STATS_H
#define MEMLINE_TOOL_STATS_H

#include "base/vg.h"

typedef struct {
   /* Translation: superblocks seen, their instructions, look-ups of addresses
      in the debug information, and counters made. */
   ULong superblocks, instructions, look_ups, counters;
   /* Calls of malloc and its relatives; of these straight from translated code;
      and how often that was tried and declined. */
   ULong calls, direct, declined;
   /* Calls from translated code: pushes and pops that were not plain, jumps
      through a register, and moves of the stack pointer. */
   ULong slow_pushes, slow_pops, jumps, moves;
   /* Switches to another stack, and the stacks looked at for them. */
   ULong switches, stacks_looked_at;
   /* Contexts looked up in the tree, not remembered by an activation. */
   ULong contexts;
} Stats;

extern Stats ML_(stats);

/* Prints them. */
void ML_(stats_print)(void);

#endif
