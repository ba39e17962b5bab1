/* The sizes of blocks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "heap/sizes.h"

#include "base/array.h"

static struct {
   Sizes** by_place; /* NULL: nothing was allocated there */
   UInt n, capacity;
} state;

Sizes* ML_(sizes_of)(PlaceId p)
{
   if (p >= state.n) {
      state.by_place =
         ML_(array_reserve)("ml.sizes.places", state.by_place, &state.capacity,
                            p + 1, sizeof *state.by_place);
      while (state.n <= p)
         state.by_place[state.n++] = NULL;
   }
   if (state.by_place[p] == NULL)
      state.by_place[p] = VG_(calloc)("ml.sizes.classes", 1, sizeof(Sizes));
   return state.by_place[p];
}

const Sizes* ML_(sizes_find)(PlaceId p)
{
   return p < state.n ? state.by_place[p] : NULL;
}

void ML_(sizes_reset)(void)
{
   for (PlaceId p = 0; p < state.n; p++)
      if (state.by_place[p])
         VG_(memset)(state.by_place[p], 0, sizeof(Sizes));
}
