/* Counts of the ways taken.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/stats.h"

Stats ML_(stats);

void ML_(stats_print)(void)
{
   const Stats* s = &ML_(stats);
   VG_(dmsg)(
      "memline: %'llu superblocks of %'llu instructions; %'llu look-ups, "
      "%'llu counters\n",
      s->superblocks, s->instructions, s->look_ups, s->counters);
   VG_(dmsg)("memline: %'llu calls of malloc and its like, %'llu direct, %'llu "
             "declined\n",
             s->calls, s->direct, s->declined);
   VG_(dmsg)("memline: %'llu slow pushes, %'llu slow pops, %'llu jumps, "
             "%'llu moves; %'llu contexts\n",
             s->slow_pushes, s->slow_pops, s->jumps, s->moves, s->contexts);
   VG_(dmsg)("memline: %'llu switches of stacks, %'llu stacks looked at\n",
             s->switches, s->stacks_looked_at);
}
