/* Names fit to be shown.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/printable.h"

#include "shared/text.h"

/* So many names are in one message, at the most. */
#define COPIES 4

static struct {
   HChar* copies[COPIES];
   UInt next;
} state;

static Bool has_controls(const HChar* name, SizeT length)
{
   for (UInt n; length > 0; name += n ? n : 1, length -= n ? n : 1) {
      n = text_character(name, length);
      if (text_is_control(name, n))
         return True;
   }
   return False;
}

const HChar* ML_(printable)(const HChar* name)
{
   SizeT length = VG_(strlen)(name);
   if (!has_controls(name, length))
      return name;
   HChar** copy = &state.copies[state.next++ % COPIES];
   if (*copy)
      VG_(free)(*copy);
   *copy = VG_(malloc)("ml.printable.copy", length + 1);
   HChar* to = *copy;
   for (SizeT i = 0; i < length;)
      i += text_show(&to, name + i, length - i);
   *to = 0;
   return *copy;
}
