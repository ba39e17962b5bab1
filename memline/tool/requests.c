/* Client requests.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "requests.h"

#include "memline.h"
#include "stack.h"

Bool ML_(requests_handle)(ThreadId tid, UWord* args, UWord* result)
{
   (void)tid;
   switch (args[0]) {
   case VG_USERREQ__MEMLINE_LIVE_BYTES:
      *result = ML_(live_bytes);
      return True;
   case VG_USERREQ__MEMLINE_LIVE_BLOCKS:
      *result = ML_(live_blocks);
      return True;
   default:
      return False;
   }
}
