/* Places of lines that never ran.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/never_ran.h"

#include "code/code.h"
#include "code/extents.h"
#include "code/places.h"
#include "code/row_bounds.h"

/* Makes a place for each row of the code of E. */
static void complete(DiEpoch ep, const Extent* e)
{
   const HChar *name, *dir, *prev_name = NULL, *prev_dir = NULL;
   UInt line, prev_line = 0;
   for (Addr a = e->start; a < e->end; a = ML_(row_bounds_next)(a, e->end)) {
      if (!VG_(get_filename_linenum)(ep, a, &name, &dir, &line) || line == 0)
         continue;
      if (line != prev_line || name != prev_name || dir != prev_dir)
         ML_(places_at)(a);
      prev_line = line;
      prev_name = name;
      prev_dir = dir;
   }
}

static void complete_those_that(DiEpoch ep, const UChar* ran,
                                const XArray* extents)
{
   for (Word i = 0; i < VG_(sizeXA)(extents); i++) {
      const Extent* e = VG_(indexXA)(extents, i);
      if (ran[e->fn])
         complete(ep, e);
   }
}

void ML_(never_ran_add)(void)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   UChar* ran = ML_(places_functions_that_ran)();
   XArray* extents = ML_(extents_functions)(ep, 0, ~(Addr)0);
   complete_those_that(ep, ran, extents);
   VG_(free)(ran);
   VG_(deleteXA)(extents);
}

static void note_ran(UChar* ran, PlaceId p)
{
   for (; p != 0; p = ML_(place)(p)->outer)
      ran[ML_(place)(p)->fn] = 1;
}

/* As places_functions_that_ran, by what was counted up to now. */
static UChar* ran_so_far(void)
{
   UChar* ran =
      VG_(calloc)("ml.never_ran.ran", ML_(n_functions)(), sizeof(UChar));
   for (UInt i = 0; i < ML_(code_n_arrivals)(); i++)
      if (ML_(code_arrival)(i)->counter->count > 0)
         note_ran(ran, ML_(code_arrival)(i)->place);
   for (UInt i = 0; i < ML_(code_n_moves)(); i++)
      if (ML_(code_move)(i)->counter->count > 0)
         note_ran(ran, ML_(code_move)(i)->to);
   return ran;
}

void ML_(never_ran_unmap)(Addr from, Addr end)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   XArray* extents = ML_(extents_functions)(ep, from, end);
   if (VG_(sizeXA)(extents) > 0) {
      UChar* ran = ran_so_far();
      complete_those_that(ep, ran, extents);
      VG_(free)(ran);
      ML_(extents_drop)(from, end);
   }
   VG_(deleteXA)(extents);
}
