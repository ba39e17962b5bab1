/* The replacements of the program's allocation functions.  They get memory
   from the host's allocator and turn each call into an event.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_MALLOC_H
#define MEMLINE_TOOL_MALLOC_H

#include "base/vg.h"

/* Whether any of the replacements was ever called. */
Bool ML_(malloc_was_called)(void);

/* The callbacks for VG_(needs_malloc_replacement), in its order, as a macro
   because their types differ between versions of the host. */
#define ML_MALLOC_CALLBACKS                                                    \
   ML_(malloc), ML_(malloc_new), ML_(malloc_new_aligned), ML_(malloc_vec_new), \
      ML_(malloc_vec_new_aligned), ML_(malloc_memalign), ML_(malloc_calloc),   \
      ML_(malloc_free), ML_(malloc_delete), ML_(malloc_delete_aligned),        \
      ML_(malloc_vec_delete), ML_(malloc_vec_delete_aligned),                  \
      ML_(malloc_realloc), ML_(malloc_usable_size)

/* 3.22 passes the alignment that the program asked for as well. */
#if __VALGRIND_MAJOR__ == 3 && __VALGRIND_MINOR__ < 22
#define ML_MEMALIGN_ARGS ThreadId tid, SizeT align, SizeT n
#define ML_NEW_ALIGNED_ARGS ThreadId tid, SizeT n, SizeT align
#else
#define ML_MEMALIGN_ARGS                                                       \
   ThreadId tid, SizeT align, SizeT orig_align __attribute__((unused)), SizeT n
#define ML_NEW_ALIGNED_ARGS                                                    \
   ThreadId tid, SizeT n, SizeT align, SizeT orig_align __attribute__((unused))
#endif

void* ML_(malloc)(ThreadId tid, SizeT n);
void* ML_(malloc_new)(ThreadId tid, SizeT n);
void* ML_(malloc_new_aligned)(ML_NEW_ALIGNED_ARGS);
void* ML_(malloc_vec_new)(ThreadId tid, SizeT n);
void* ML_(malloc_vec_new_aligned)(ML_NEW_ALIGNED_ARGS);
void* ML_(malloc_memalign)(ML_MEMALIGN_ARGS);
void* ML_(malloc_calloc)(ThreadId tid, SizeT n, SizeT size);
void ML_(malloc_free)(ThreadId tid, void* p);
void ML_(malloc_delete)(ThreadId tid, void* p);
void ML_(malloc_delete_aligned)(ThreadId tid, void* p, SizeT align);
void ML_(malloc_vec_delete)(ThreadId tid, void* p);
void ML_(malloc_vec_delete_aligned)(ThreadId tid, void* p, SizeT align);
void* ML_(malloc_realloc)(ThreadId tid, void* p, SizeT n);
/* Returns N bytes aligned to ALIGN or more, or NULL. */
void* ML_(malloc_aligned)(ThreadId tid, SizeT n, SizeT align);
SizeT ML_(malloc_usable_size)(ThreadId tid, void* p);

#endif
