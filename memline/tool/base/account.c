/* Figures, and what a move between two places does to visits.

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

static const Int joins[FIGURES] = {
#define JOIN(id, key, title, unit, join, ...) JOIN_##join,
   PROFILE_FIGURES(JOIN)
#undef JOIN
};

Long ML_(figure_value)(const Figures* f, enum figure figure)
{
   switch (joins[figure]) {
   case JOIN_NET: return f->of[FIGURE_ALLOCATED] - f->of[FIGURE_FREED];
   case JOIN_LARGEST:
      return f->of[FIGURE_OCCURRENCES] > 0 ? (Long)f->of[figure] : FIGURE_NONE;
   default: return f->of[figure];
   }
}

void ML_(figures_add)(Figures* sum, const Figures* f)
{
   for (UInt i = 0; i < FIGURES; i++)
      if (joins[i] == JOIN_LARGEST)
         ML_(figures_raise)(sum, i, f->of[i]);
      else
         sum->of[i] += f->of[i];
}
