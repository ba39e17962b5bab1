/* Heap events.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "events.h"

#include "base/options.h"
#include "base/printable.h"
#include "checks/stackcheck.h"
#include "heap/pools.h"
#include "heap/totals.h"
#include "stack/threads.h"

/* What the user was told; once is enough. */
static struct {
   Bool ignored;
   Bool displaced;
} told;

static Bool has_own_new; /* see events_own_new */

/* What was allocated last.  A block of malloc's is known by its address.  A
   chunk may begin where such a block does, or another chunk: it is known by its
   address and its pool, for which stands an address that no block can have. */
static struct {
   Addr block;
   Addr chunk;
} last;

/* What is to be done once an event has happened. */
static struct {
   ULong from; /* nothing, before this one */
   ULong at;   /* see events_call_at */
   void (*call)(ULong event);
} due;

#define NO_BLOCK "which is no live block (freed twice, or never allocated)"
#define NO_POOL "which is no memory pool (destroyed, or never created)"

/* Charges FLOW of one event, at which H was BEFORE, to CONTEXT; returns the
   event's number. */
static ULong charge(ContextId context, const Flow* flow, UWord before)
{
   UWord after = before + flow->allocated - flow->freed;
   UWord peak = after > before ? after : before;
   ML_(contexts_charge)(context, flow, peak);
   ML_(threads_note_peak)(peak);
   return ++ML_(totals)()->events;
}

static __attribute__((noinline)) void attend(ThreadId tid, ULong event)
{
   if (ML_(options)()->check_stacks > 0)
      ML_(stackcheck_event)(tid, ML_(options)()->check_stacks);
   if (event == due.at)
      due.call(event);
}

/* All of event number EVENT, of thread TID, has happened. */
static void happened(ThreadId tid, ULong event)
{
   if (UNLIKELY(event >= due.from))
      attend(tid, event);
}

void ML_(events_call_at)(ULong event, void (*call)(ULong event))
{
   due.at = event;
   due.call = call;
   due.from = ML_(options)()->check_stacks > 0 ? 0 : event;
}

/* A block of SIZE bytes, allocated in CONTEXT, has become live. */
static void note_live(ContextId context, SizeT size)
{
   Totals* t = ML_(totals)();
   ML_(contexts_add_live)(context, size, t->events);
   if (ML_(live)->bytes > t->peak.bytes) {
      t->peak = (Stock){ML_(live)->bytes, ML_(live)->blocks};
      t->peak_event = t->events;
      ML_(contexts_new_peak)();
   }
}

/* BLOCK has vanished with event number NOW. */
static void note_gone(const Block* block, Bool is_temporary, ULong now)
{
   ML_(contexts_remove_live)(block->context, block->size, now);
   if (is_temporary)
      ML_(contexts_add_temporary)(block->context, block->size);
}

/* BLOCK is not live any more. */
static void charge_free(ThreadId tid, const Block* block, Bool is_temporary)
{
   Flow flow = {0, block->size, 0, 1};
   ULong now =
      charge(ML_(threads_context)(tid), &flow, ML_(live)->bytes + block->size);
   note_gone(block, is_temporary, now);
   happened(tid, now);
}

/* Says where thread TID stands, and what is odd about what it does to ADDR. */
static void tell(ThreadId tid, const HChar* does, Addr addr, const HChar* odd)
{
   PlaceId id = ML_(threads_place)(tid);
   const Place* p = ML_(place)(id);
   if (id != 0)
      VG_(umsg)("%s:%u (%s): this %s 0x%lx, %s.\n",
                ML_(printable)(ML_(file_path)(p->file)), p->line,
                ML_(printable)(ML_(function)(p->fn)->name), does, addr, odd);
   else
      VG_(umsg)("Code without line information %s 0x%lx, %s.\n", does, addr,
                odd);
}

static void ignore(ThreadId tid, const HChar* does, Addr addr, const HChar* odd)
{
   ML_(totals)()->ignored_frees++;
   if (told.ignored)
      return;
   told.ignored = True;
   tell(tid, does, addr, odd);
   VG_(umsg)("memline ignores what cannot be; the summary counts it.\n");
   if (has_own_new)
      VG_(umsg)(
         "The program has its own operator new or delete, which Valgrind "
         "replaces where it is\nnot inlined.  If that is why, use "
         "--soname-synonyms=somalloc=nouserintercepts.\n");
}

void ML_(events_own_new)(void) { has_own_new = True; }

Addr ML_(event_alloc)(ThreadId tid, SizeT size, SizeT align)
{
   UWord before = ML_(live)->bytes;
   ContextId context = ML_(threads_context)(tid);
   Addr addr = ML_(blocks_allocate)(size, align, context);
   if (addr == 0)
      return 0;
   Flow flow = {size, 0, 1, 0};
   ULong now = charge(context, &flow, before);
   note_live(context, size);
   last.block = addr;
   happened(tid, now);
   return addr;
}

Bool ML_(event_free)(ThreadId tid, Addr addr)
{
   Block block;
   Bool found = ML_(blocks_release)(addr, &block);
   if (found)
      charge_free(tid, &block, addr == last.block);
   else
      ignore(tid, "frees", addr, NO_BLOCK);
   return found;
}

Addr ML_(event_resize)(ThreadId tid, Addr addr, SizeT size)
{
   UWord before = ML_(live)->bytes;
   ContextId context = ML_(threads_context)(tid);
   Block block;
   Bool found = ML_(blocks_find)(addr, &block);
   tl_assert(found);
   Addr moved = ML_(blocks_resize)(addr, size, context);
   if (moved == 0)
      return 0;
   Flow flow = {size, block.size, 1, 1};
   ULong now = charge(context, &flow, before);
   note_gone(&block, addr == last.block, now);
   note_live(context, size);
   last.block = moved;
   happened(tid, now);
   return moved;
}

Bool ML_(event_block_size)(Addr addr, SizeT* size)
{
   Block block;
   if (!ML_(blocks_find)(addr, &block))
      return False;
   *size = block.size;
   return True;
}

/* The program may say anything of chunks, and sums of figures, over all lines
   of a path, must stay below 2^63.  No program writes to so many bytes: there
   is room for 128 lines of all of them. */
#define MOST_BYTES_OF_CHUNKS ((ULong)1 << 56)
static ULong bytes_of_chunks; /* that ever were */

/* Whether SIZE bytes can be at ADDR: not 0, and not up to the very last one,
   so that an address past a chunk's first and past its last is one. */
static Bool can_be(Addr addr, SizeT size)
{
   return addr != 0 && (SSizeT)size >= 0 && size < ~addr &&
          size <= MOST_BYTES_OF_CHUNKS - bytes_of_chunks;
}

static Bool is_last(const Pool* pool, Addr addr)
{
   return last.block == (Addr)pool && last.chunk == addr;
}

static Bool free_chunk(ThreadId tid, Pool* pool, Addr addr)
{
   Block chunk;
   Bool found = ML_(pools_remove_chunk)(pool, addr, &chunk);
   if (found)
      charge_free(tid, &chunk, is_last(pool, addr));
   return found;
}

/* A chunk of SIZE bytes, allocated in CONTEXT, comes to POOL. */
static void add_chunk(Pool* pool, Addr addr, SizeT size, ContextId context)
{
   ML_(pools_add_chunk)(pool, addr, size, context);
   bytes_of_chunks += size;
   note_live(context, size);
   last.block = (Addr)pool;
   last.chunk = addr;
}

/* Frees the chunks that lie between FROM and TO. */
static void free_chunks(ThreadId tid, Pool* pool, Addr from, Addr to)
{
   Block c;
   for (Addr a = from; ML_(pools_next_chunk)(pool, a, &c) && c.addr < to;
        a = c.addr + 1)
      if (c.size <= to - c.addr)
         free_chunk(tid, pool, c.addr);
}

/* The program allocates at ADDR: a chunk there must be a forgotten one. */
static void displace_chunk(ThreadId tid, Pool* pool, Addr addr)
{
   if (free_chunk(tid, pool, addr) && !told.displaced) {
      told.displaced = True;
      tell(tid, "allocates", addr, "where a chunk is still live");
      VG_(umsg)("memline takes the old one as freed there.\n");
   }
}

static void alloc_chunk(ThreadId tid, Pool* pool, Addr addr, SizeT size)
{
   if (!can_be(addr, size)) {
      ignore(tid, "allocates", addr, "where so many bytes cannot be");
      return;
   }
   displace_chunk(tid, pool, addr);
   Flow flow = {size, 0, 1, 0};
   ContextId context = ML_(threads_context)(tid);
   ULong now = charge(context, &flow, ML_(live)->bytes);
   add_chunk(pool, addr, size, context);
   happened(tid, now);
}

/* CHUNK of POOL now has SIZE bytes, at ADDR. */
static void resize_chunk(ThreadId tid, Pool* pool, Block chunk, Addr addr,
                         SizeT size)
{
   if (!can_be(addr, size)) {
      ignore(tid, "resizes", chunk.addr, "to what cannot be");
      return;
   }
   if (addr != chunk.addr)
      displace_chunk(tid, pool, addr);
   Flow flow = {size, chunk.size, 1, 1};
   ContextId context = ML_(threads_context)(tid);
   ULong now = charge(context, &flow, ML_(live)->bytes);
   ML_(pools_remove_chunk)(pool, chunk.addr, &chunk);
   note_gone(&chunk, is_last(pool, chunk.addr), now);
   add_chunk(pool, addr, size, context);
   happened(tid, now);
}

void ML_(event_loose_alloc)(ThreadId tid, Addr addr, SizeT size)
{
   if (addr != 0)
      alloc_chunk(tid, ML_(pools_loose)(), addr, size);
}

void ML_(event_loose_free)(ThreadId tid, Addr addr)
{
   if (addr != 0 && !free_chunk(tid, ML_(pools_loose)(), addr))
      ignore(tid, "frees", addr, NO_BLOCK);
}

void ML_(event_loose_resize)(ThreadId tid, Addr addr, SizeT old_size,
                             SizeT size)
{
   Pool* loose = ML_(pools_loose)();
   Block chunk;
   if (addr == 0)
      return;
   if (!ML_(pools_find_chunk)(loose, addr, &chunk) || chunk.size != old_size)
      ignore(tid, "resizes", addr, "which is no live block of that size");
   else if (size == 0)
      ignore(tid, "resizes", addr, "to nothing");
   else if (size != old_size)
      resize_chunk(tid, loose, chunk, addr, size);
}

/* Returns the pool, or NULL: then there is nothing to do. */
static Pool* find_pool(ThreadId tid, Addr addr)
{
   Pool* pool = ML_(pools_find)(addr);
   if (pool == NULL)
      ignore(tid, "names", addr, NO_POOL);
   return pool;
}

static void destroy_pool(ThreadId tid, Pool* pool)
{
   free_chunks(tid, pool, 0, ~(Addr)0);
   ML_(pools_destroy)(pool);
}

/* A pool comes to ADDR: one that is there must be a forgotten one. */
static void displace_pool(ThreadId tid, Addr addr)
{
   Pool* old = ML_(pools_find)(addr);
   if (old == NULL)
      return;
   destroy_pool(tid, old);
   if (told.displaced)
      return;
   told.displaced = True;
   tell(tid, "makes a memory pool at", addr, "where there is one");
   VG_(umsg)("memline takes the old one as destroyed there.\n");
}

void ML_(event_pool_create)(ThreadId tid, Addr pool, Bool auto_free)
{
   displace_pool(tid, pool);
   ML_(pools_create)(pool, auto_free);
}

void ML_(event_pool_destroy)(ThreadId tid, Addr pool)
{
   Pool* p = find_pool(tid, pool);
   if (p)
      destroy_pool(tid, p);
}

void ML_(event_pool_move)(ThreadId tid, Addr pool, Addr to)
{
   Pool* p = find_pool(tid, pool);
   if (p == NULL || to == pool)
      return;
   displace_pool(tid, to);
   ML_(pools_move)(p, to);
}

Bool ML_(event_pool_exists)(Addr pool) { return ML_(pools_find)(pool) != NULL; }

void ML_(event_pool_alloc)(ThreadId tid, Addr pool, Addr addr, SizeT size)
{
   Pool* p = find_pool(tid, pool);
   if (p)
      alloc_chunk(tid, p, addr, size);
}

void ML_(event_pool_free)(ThreadId tid, Addr pool, Addr addr)
{
   Pool* p = find_pool(tid, pool);
   Block chunk;
   if (p == NULL)
      return;
   if (!ML_(pools_find_chunk)(p, addr, &chunk)) {
      ignore(tid, "frees", addr, NO_BLOCK);
      return;
   }
   if (ML_(pools_is_auto_free)(p))
      free_chunks(tid, ML_(pools_loose)(), addr, addr + chunk.size);
   free_chunk(tid, p, addr);
}

void ML_(event_pool_resize)(ThreadId tid, Addr pool, Addr old_addr, Addr addr,
                            SizeT size)
{
   Pool* p = find_pool(tid, pool);
   Block chunk;
   if (p == NULL)
      return;
   if (ML_(pools_find_chunk)(p, old_addr, &chunk))
      resize_chunk(tid, p, chunk, addr, size);
   else
      ignore(tid, "resizes", old_addr, NO_BLOCK);
}

void ML_(event_pool_trim)(ThreadId tid, Addr pool, Addr addr, SizeT size)
{
   Pool* p = find_pool(tid, pool);
   if (p == NULL)
      return;
   Addr end = size < ~addr ? addr + size : ~(Addr)0;
   Block c;
   for (Addr a = 0; ML_(pools_next_chunk)(p, a, &c); a = c.addr + 1) {
      Addr from = c.addr > addr ? c.addr : addr;
      Addr to = c.addr + c.size < end ? c.addr + c.size : end;
      if (from > to || (from == to && c.size != 0))
         free_chunk(tid, p, c.addr);
      else if (to - from != c.size)
         resize_chunk(tid, p, c, from, to - from);
   }
}

void ML_(events_reset)(void)
{
   Totals* t = ML_(totals)();
   VG_(memset)(t, 0, sizeof *t);
   t->inherited = (Stock){ML_(live)->bytes, ML_(live)->blocks};
   t->peak = t->inherited;
   VG_(memset)(&told, 0, sizeof told);
   VG_(memset)(&last, 0, sizeof last);
   ML_(contexts_reset)();
}
