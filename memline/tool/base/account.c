/* What a move between two places does to visits.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/account.h"

Transition ML_(account_transition)(const PlaceLevel* from, UInt n_from,
                                   const PlaceLevel* to, UInt n_to,
                                   Bool jump_back)
{
   Transition t;
   UInt shared = 0;
   while (shared < n_from && shared < n_to &&
          from[shared].line == to[shared].line)
      shared++;

   Bool moves_within_deeper = shared < n_from && shared < n_to &&
                              from[shared].function == to[shared].function;
   t.stays = shared;
   t.same_activation = moves_within_deeper ? shared + 1 : shared;
   if (jump_back && shared > 0 && !moves_within_deeper)
      t.stays = shared - 1;
   return t;
}

Long ML_(figure_value)(const Figures* f, enum figure figure)
{
   switch (figure) {
   case FIGURE_MEM_USAGE:
      return f->occurrences ? (Long)f->mem_usage : FIGURE_NONE;
   case FIGURE_INCREMENT: return f->flow.allocated - f->flow.freed;
   case FIGURE_OCCURRENCES: return f->occurrences;
   case FIGURE_PEAK: return f->occurrences ? (Long)f->peak : FIGURE_NONE;
   case FIGURE_ALLOCATED: return f->flow.allocated;
   case FIGURE_FREED: return f->flow.freed;
   case FIGURE_ALLOCS: return f->flow.allocs;
   case FIGURE_FREES: return f->flow.frees;
   case FIGURE_SELF_ALLOCATED: return f->self.allocated;
   case FIGURE_SELF_FREED: return f->self.freed;
   case FIGURE_SELF_ALLOCS: return f->self.allocs;
   case FIGURE_SELF_FREES: return f->self.frees;
   case FIGURE_AT_PEAK_BYTES: return f->at_peak.bytes;
   case FIGURE_AT_PEAK_BLOCKS: return f->at_peak.blocks;
   case FIGURE_AT_EXIT_BYTES: return f->at_exit.bytes;
   case FIGURE_AT_EXIT_BLOCKS: return f->at_exit.blocks;
   case FIGURES: break;
   }
   return FIGURE_NONE;
}
