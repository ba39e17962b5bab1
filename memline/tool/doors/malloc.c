/* The replacements of malloc and its relatives.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "doors/malloc.h"

#include "base/stats.h"
#include "events.h"

Bool ML_(malloc_was_called)(void) { return ML_(stats).calls > 0; }

/* Returns a new block of N bytes, or NULL: negative sizes fail, and alignments
   that are no power of two.  The core rounds those up, in the end to 0. */
static void* allocate(ThreadId tid, SizeT n, SizeT align, Bool zeroed)
{
   ML_(stats).calls++;
   if ((SSizeT)n < 0 || align == 0 || (align & (align - 1)) != 0)
      return NULL;
   void* p = (void*)ML_(event_alloc)(tid, n, align);
   if (p && zeroed)
      VG_(memset)(p, 0, n);
   return p;
}

static void release(ThreadId tid, void* p)
{
   ML_(stats).calls++;
   ML_(event_free)(tid, (Addr)p);
}

void* ML_(malloc)(ThreadId tid, SizeT n)
{
   return allocate(tid, n, VG_(clo_alignment), False);
}

void* ML_(malloc_new)(ThreadId tid, SizeT n)
{
   return allocate(tid, n, VG_(clo_alignment), False);
}

void* ML_(malloc_aligned)(ThreadId tid, SizeT n, SizeT align)
{
   SizeT least = VG_(clo_alignment);
   return allocate(tid, n, align < least ? least : align, False);
}

void* ML_(malloc_new_aligned)(ML_NEW_ALIGNED_ARGS)
{
   return allocate(tid, n, align, False);
}

void* ML_(malloc_vec_new)(ThreadId tid, SizeT n)
{
   return allocate(tid, n, VG_(clo_alignment), False);
}

void* ML_(malloc_vec_new_aligned)(ML_NEW_ALIGNED_ARGS)
{
   return allocate(tid, n, align, False);
}

void* ML_(malloc_memalign)(ML_MEMALIGN_ARGS)
{
   return allocate(tid, n, align, False);
}

void* ML_(malloc_calloc)(ThreadId tid, SizeT n, SizeT size)
{
   if ((SSizeT)n < 0 || (SSizeT)size < 0 ||
       (size != 0 && n > ~(SizeT)0 / size)) {
      ML_(stats).calls++;
      return NULL;
   }
   return allocate(tid, n * size, VG_(clo_alignment), True);
}

void ML_(malloc_free)(ThreadId tid, void* p) { release(tid, p); }

void ML_(malloc_delete)(ThreadId tid, void* p) { release(tid, p); }

void ML_(malloc_delete_aligned)(ThreadId tid, void* p, SizeT align)
{
   (void)align;
   release(tid, p);
}

void ML_(malloc_vec_delete)(ThreadId tid, void* p) { release(tid, p); }

void ML_(malloc_vec_delete_aligned)(ThreadId tid, void* p, SizeT align)
{
   (void)align;
   release(tid, p);
}

/* Whether realloc(p, 0) frees.  Up to 3.20 the preloaded library decides that
   before the tool hears of it. */
static Bool zero_frees(void)
{
#if __VALGRIND_MAJOR__ == 3 && __VALGRIND_MINOR__ < 21
   return True;
#else
   return VG_(clo_realloc_zero_bytes_frees);
#endif
}

void* ML_(malloc_realloc)(ThreadId tid, void* p, SizeT n)
{
   if (p == NULL)
      return ML_(malloc)(tid, n);
   if (n == 0) {
      if (zero_frees()) {
         release(tid, p);
         return NULL;
      }
      n = 1; /* as Memcheck does, so that both count the same */
   }
   ML_(stats).calls++;
   if ((SSizeT)n < 0)
      return NULL;
   SizeT old_size;
   if (!ML_(event_block_size)((Addr)p, &old_size)) {
      ML_(event_free)(tid, (Addr)p); /* for the message and the count */
      return NULL;
   }
   return (void*)ML_(event_resize)(tid, (Addr)p, n);
}

SizeT ML_(malloc_usable_size)(ThreadId tid, void* p)
{
   (void)tid;
   SizeT size;
   ML_(stats).calls++;
   return ML_(event_block_size)((Addr)p, &size) ? size : 0;
}
