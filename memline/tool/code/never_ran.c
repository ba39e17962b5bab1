/* Places of lines that never ran.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/never_ran.h"

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

void ML_(never_ran_add)(void)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   UChar* ran = ML_(places_functions_that_ran)();
   XArray* extents = ML_(extents_known)(ep);
   for (Word i = 0; i < VG_(sizeXA)(extents); i++) {
      const Extent* e = VG_(indexXA)(extents, i);
      if (e->fn != 0 && ran[e->fn])
         complete(ep, e);
   }
   VG_(free)(ran);
   VG_(deleteXA)(extents);
}
