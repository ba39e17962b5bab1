/* The live bytes and the counters.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/counters.h"

#include "base/stats.h"

/* Memory of a region is there only once it is written to. */
#if VG_WORDSIZE == 8
#define REGION_SIZE ((SizeT)64 << 20)
#else
#define REGION_SIZE ((SizeT)4 << 20)
#endif

Live* ML_(live);
Counter* ML_(counter_unwanted);

static struct {
   struct Region {
      struct Region* next;
      Counter *used_to, *end; /* of the counters, which begin at FIRST */
      Counter* first;
   } * regions;
} state;

/* The core's function returns one or the other, by version. */
static Addr of_pointer(void* p) { return (Addr)p; }

static Addr of_result(SysRes result)
{
   return sr_isError(result) ? 0 : sr_Res(result);
}

static Addr get_memory(SizeT size)
{
   Addr memory = _Generic(&VG_(am_shadow_alloc), void* (*)(SizeT)
                          : of_pointer, SysRes (*)(SizeT)
                          : of_result)(VG_(am_shadow_alloc)(size));
   /* Where address space is short, the ordinary way; or the core says so. */
   return memory ? memory : (Addr)VG_(calloc)("ml.counters.region", 1, size);
}

static void add_region(void)
{
   struct Region* r = VG_(malloc)("ml.counters.region", sizeof *r);
   Addr memory = get_memory(REGION_SIZE);
   r->first = r->used_to = (Counter*)(memory + sizeof(Counter));
   r->end = (Counter*)memory + REGION_SIZE / sizeof(Counter);
   r->next = state.regions;
   state.regions = r;
}

void ML_(counters_init)(void)
{
   tl_assert(sizeof(Live) <= sizeof(Counter));
   add_region();
   ML_(live) = (Live*)(state.regions->first - 1);
   ML_(counter_unwanted) = ML_(counters_new)(1);
}

Counter* ML_(counters_new)(UInt n)
{
   struct Region* r = state.regions;
   if ((SizeT)(r->end - r->used_to) < n) {
      add_region();
      r = state.regions;
   }
   Counter* c = r->used_to;
   ML_(stats).counters += n;
   r->used_to += n;
   return c;
}

void ML_(counters_reset)(void)
{
   for (const struct Region* r = state.regions; r; r = r->next)
      VG_(memset)(r->first, 0, (r->used_to - r->first) * sizeof(Counter));
}
