/* Heap events: the only place where one of them touches several states - the
   blocks, the contexts, the stack it happened in, and the program's totals.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_EVENTS_H
#define MEMLINE_TOOL_EVENTS_H

#include "vg.h"

/* Thread TID allocated SIZE bytes at ADDR, where no live block is. */
void ML_(event_alloc)(ThreadId tid, Addr addr, SizeT size);
/* Thread TID freed the block at ADDR; if there is none, it is told to the user
   once and counted.  Returns whether there was. */
Bool ML_(event_free)(ThreadId tid, Addr addr);
/* Thread TID resized the live block at OLD_ADDR to SIZE bytes, now at ADDR. */
void ML_(event_resize)(ThreadId tid, Addr old_addr, Addr addr, SizeT size);

/* Whether a live block begins at ADDR; then *SIZE is what was requested. */
Bool ML_(event_block_size)(Addr addr, SizeT* size);

/* A forked child: what is live is inherited, and nothing happened yet. */
void ML_(events_reset)(void);

#endif
