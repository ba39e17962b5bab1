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
