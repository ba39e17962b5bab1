/* Heap events: the only place where one of them touches several states - the
   blocks, the contexts, the stack it happened in, and the program's totals.

   A block is temporary if it is freed or resized with no other allocation in
   between, of whatever thread: it was the one allocated last.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_EVENTS_H
#define MEMLINE_TOOL_EVENTS_H

#include "base/vg.h"

/* Thread TID allocates SIZE bytes, aligned to ALIGN: returns their address, or
   0 if there is no memory, which is no event. */
Addr ML_(event_alloc)(ThreadId tid, SizeT size, SizeT align);
/* Thread TID frees the block at ADDR; if there is none, it is told to the user
   once and counted.  Returns whether there was. */
Bool ML_(event_free)(ThreadId tid, Addr addr);
/* Thread TID resizes the live block at ADDR to SIZE bytes: returns its address
   now, or 0 as for an allocation. */
Addr ML_(event_resize)(ThreadId tid, Addr addr, SizeT size);

/* Whether a live block begins at ADDR; then *SIZE is what was requested. */
Bool ML_(event_block_size)(Addr addr, SizeT* size);

/* Memory that the program hands out itself: loose chunks, and chunks of the
   pool that it knows by address POOL (see pools.h).  A request that cannot be,
   because there is no such pool or chunk, does nothing: it is told to the user
   once, and counted with the ignored frees.  What begins where its like still
   is takes the place of that, which counts as freed just before. */

/* As valgrind.h has it, these are ignored in silence if ADDR is 0.  A loose
   chunk is not resized unless OLD_SIZE is right and SIZE not 0, as Memcheck
   does it. */
void ML_(event_loose_alloc)(ThreadId tid, Addr addr, SizeT size);
void ML_(event_loose_free)(ThreadId tid, Addr addr);
void ML_(event_loose_resize)(ThreadId tid, Addr addr, SizeT old_size,
                             SizeT size);

void ML_(event_pool_create)(ThreadId tid, Addr pool, Bool auto_free);
/* Frees all chunks. */
void ML_(event_pool_destroy)(ThreadId tid, Addr pool);
void ML_(event_pool_move)(ThreadId tid, Addr pool, Addr to);
Bool ML_(event_pool_exists)(Addr pool);
void ML_(event_pool_alloc)(ThreadId tid, Addr pool, Addr addr, SizeT size);
void ML_(event_pool_free)(ThreadId tid, Addr pool, Addr addr);
/* The chunk at OLD_ADDR now has SIZE bytes, at ADDR. */
void ML_(event_pool_resize)(ThreadId tid, Addr pool, Addr old_addr, Addr addr,
                            SizeT size);
/* Frees what the chunks have outside the SIZE bytes at ADDR. */
void ML_(event_pool_trim)(ThreadId tid, Addr pool, Addr addr, SizeT size);

/* The program has an operator new or delete of its own, which the core replaced
   where it is called: where it is inlined, what it does may look odd. */
void ML_(events_own_new)(void);

/* Has CALL called as soon as event number EVENT has happened, and nothing else
   until this is called again.  To be called once before the first event. */
#define NO_EVENT (~(ULong)0)
void ML_(events_call_at)(ULong event, void (*call)(ULong event));

/* A forked child: what is live is inherited, and nothing happened yet. */
void ML_(events_reset)(void);

#endif
