/* Client requests.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/requests.h"

#include "events.h"
#include "memline.h"
#include "stack/stack.h"

/* What memline.h offers. */
static Bool handle_own(const UWord* args, UWord* result)
{
   switch (args[0]) {
   case VG_USERREQ__MEMLINE_LIVE_BYTES: *result = ML_(live)->bytes; return True;
   case VG_USERREQ__MEMLINE_LIVE_BLOCKS:
      *result = ML_(live)->blocks;
      return True;
   default: return False;
   }
}

/* What valgrind.h offers to allocators without pools.  Red zones, and whether
   memory is zeroed, make no difference here nor for pools. */
static Bool handle_loose(ThreadId tid, const UWord* args)
{
   switch (args[0]) {
   case VG_USERREQ__MALLOCLIKE_BLOCK:
      ML_(event_loose_alloc)(tid, args[1], args[2]);
      return True;
   case VG_USERREQ__RESIZEINPLACE_BLOCK:
      ML_(event_loose_resize)(tid, args[1], args[2], args[3]);
      return True;
   case VG_USERREQ__FREELIKE_BLOCK:
      ML_(event_loose_free)(tid, args[1]);
      return True;
   default: return False;
   }
}

/* What it offers to allocators with pools. */
static Bool handle_pool(ThreadId tid, const UWord* args, UWord* result)
{
   switch (args[0]) {
   case VG_USERREQ__CREATE_MEMPOOL:
      ML_(event_pool_create)(tid, args[1],
                             (args[4] & VALGRIND_MEMPOOL_AUTO_FREE) != 0);
      return True;
   case VG_USERREQ__DESTROY_MEMPOOL:
      ML_(event_pool_destroy)(tid, args[1]);
      return True;
   case VG_USERREQ__MOVE_MEMPOOL:
      ML_(event_pool_move)(tid, args[1], args[2]);
      return True;
   case VG_USERREQ__MEMPOOL_EXISTS:
      *result = ML_(event_pool_exists)(args[1]);
      return True;
   case VG_USERREQ__MEMPOOL_TRIM:
      ML_(event_pool_trim)(tid, args[1], args[2], args[3]);
      return True;
   case VG_USERREQ__MEMPOOL_ALLOC:
      ML_(event_pool_alloc)(tid, args[1], args[2], args[3]);
      return True;
   case VG_USERREQ__MEMPOOL_CHANGE:
      ML_(event_pool_resize)(tid, args[1], args[2], args[3], args[4]);
      return True;
   case VG_USERREQ__MEMPOOL_FREE:
      ML_(event_pool_free)(tid, args[1], args[2]);
      return True;
   default: return False;
   }
}

Bool ML_(requests_handle)(ThreadId tid, UWord* args, UWord* result)
{
   *result = 0;
   return handle_own(args, result) || handle_loose(tid, args) ||
          handle_pool(tid, args, result);
}
