/* Live blocks, small and large, against a model: a plain array of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core.h"
#include "heap/blocks.h"
#include "heap/slabs.h"

#define MAX_BLOCKS 1500
#define N_STEPS 40000

/* The model.  A block is filled with its own byte. */
static struct {
   struct Modelled {
      Addr addr;
      SizeT size;
      ContextId context;
      UChar byte;
   } blocks[MAX_BLOCKS];
   UInt n;
   SizeT bytes;
   UInt random;
} model;

/* A number below N. */
static UInt any(UInt n)
{
   model.random = model.random * 1664525 + 1013904223;
   return (UInt)(((ULong)(model.random >> 4) * n) >> 28);
}

/* Where the ways to do it meet, small sizes, and a few large ones. */
static SizeT any_size(void)
{
   static const SizeT borders[] = {0,    1,    15,   16,    17,    112,
                                   113,  128,  129,  160,   161,   1024,
                                   1025, 4095, 4096, 4097,  4112,  65535,
                                   65536, 65537};
   switch (any(4)) {
   case 0: return borders[any(sizeof borders / sizeof *borders)];
   case 1: return any(5000);
   case 2: return any(20) ? 4097 + any(2000) : any(300000);
   default: return any(200);
   }
}

static void fill(const struct Modelled* b, SizeT from)
{
   for (SizeT i = from; i < b->size; i++)
      ((UChar*)b->addr)[i] = b->byte;
}

static void check_contents(const struct Modelled* b, SizeT n)
{
   for (SizeT i = 0; i < n; i++)
      if (((UChar*)b->addr)[i] != b->byte)
         fail_msg("byte %lu of %lu was overwritten", i, b->size);
}

/* Also a block of no bytes has an address of its own. */
static void check_overlap(const struct Modelled* b)
{
   SizeT size = b->size ? b->size : 1;
   for (UInt i = 0; i < model.n; i++) {
      const struct Modelled* other = &model.blocks[i];
      if (other != b && b->addr < other->addr + (other->size ? other->size : 1) &&
          other->addr < b->addr + size)
         fail_msg("%lu bytes at %#lx overlap %lu at %#lx", b->size, b->addr,
                  other->size, other->addr);
   }
}

static void check_live(void)
{
   assert_int_equal(ML_(live)->bytes, model.bytes);
   assert_int_equal(ML_(live)->blocks, model.n);
}

static struct Modelled* add(Addr addr, SizeT size, ContextId context)
{
   struct Modelled* b = &model.blocks[model.n++];
   *b = (struct Modelled){addr, size, context, (UChar)any(256)};
   model.bytes += size;
   check_overlap(b);
   return b;
}

static void check_block(const Block* found, const struct Modelled* b)
{
   assert_int_equal(found->addr, b->addr);
   assert_int_equal(found->size, b->size);
   assert_int_equal(found->context, b->context);
}

static void allocate(void)
{
   static const SizeT aligns[] = {32, 64, 4096};
   SizeT size = any_size();
   SizeT align = any(10) ? 16 : aligns[any(3)];
   ContextId context = any(~0u >> 4);
   Addr addr = ML_(blocks_allocate)(size, align, context);
   assert_int_not_equal(addr, 0);
   assert_int_equal(addr % align, 0);
   fill(add(addr, size, context), 0);
}

static void release(void)
{
   struct Modelled* b = &model.blocks[any(model.n)];
   Block found;
   check_contents(b, b->size);
   assert_true(ML_(blocks_release)(b->addr, &found));
   check_block(&found, b);
   model.bytes -= b->size;
   assert_false(ML_(blocks_find)(b->addr, &found));
   assert_false(ML_(blocks_release)(b->addr, &found));
   *b = model.blocks[--model.n];
}

static void resize(void)
{
   struct Modelled* b = &model.blocks[any(model.n)];
   SizeT old_size = b->size;
   model.bytes -= old_size;
   b->size = any_size();
   b->context = any(~0u >> 4);
   b->addr = ML_(blocks_resize)(b->addr, b->size, b->context);
   assert_int_not_equal(b->addr, 0);
   assert_int_equal(b->addr % 16, 0);
   model.bytes += b->size;
   check_overlap(b);
   check_contents(b, old_size < b->size ? old_size : b->size);
   fill(b, old_size);
}

/* What is known of an address is what the model knows. */
static void look_at(Addr addr)
{
   const struct Modelled* b = NULL;
   Block found;
   for (UInt i = 0; i < model.n && b == NULL; i++)
      if (model.blocks[i].addr == addr)
         b = &model.blocks[i];
   assert_int_equal(ML_(blocks_find)(addr, &found), b != NULL);
   if (b)
      check_block(&found, b);
   else
      assert_false(ML_(blocks_release)(addr, &found));
}

static void look_around(void)
{
   struct Modelled b = model.blocks[any(model.n)];
   look_at(b.addr);
   look_at(b.addr - 1);
   look_at(b.addr + 1 + any((UInt)b.size + 1));
   look_at(b.addr + b.size);
   look_at(b.addr ^ (Addr)1 << any(47));
   look_at(0);
}

static void random_steps(void** state)
{
   model.random = *(UInt*)*state;
   for (UInt i = 0; i < N_STEPS; i++) {
      /* There are waves of many blocks and of few. */
      Bool rising = i / 5000 % 2 == 0;
      UInt what = any(10);
      if (model.n == 0 || (what < (rising ? 5 : 2) && model.n < MAX_BLOCKS))
         allocate();
      else if (what < 6)
         release();
      else if (what < 8)
         resize();
      else
         look_around();
      check_live();
   }
   while (model.n > 0)
      release();
   check_live();
}

static void nothing_at_first(void** unused)
{
   (void)unused;
   Block block;
   assert_false(ML_(blocks_find)(0, &block));
   assert_false(ML_(blocks_find)((Addr)&block, &block));
   assert_false(ML_(blocks_release)((Addr)&block, &block));
   check_live();
}

/* Large blocks give their memory back, and where there were as many before, the
   tool takes no more of its own. */
static void memory_goes_back(void** unused)
{
   (void)unused;
   SizeT own = 0, bytes = core_client_bytes();
   UInt pieces = core_client_pieces();
   for (UInt round = 0; round < 20; round++) {
      for (SizeT size = 4097; size < 5097; size++)
         fill(add(ML_(blocks_allocate)(size, 16, 1), size, 1), 0);
      assert_int_equal(core_client_pieces(), pieces + 1000);
      while (model.n > 0)
         release();
      assert_int_equal(core_client_pieces(), pieces);
      assert_int_equal(core_client_bytes(), bytes);
      if (round == 0)
         own = core_own_bytes();
      assert_int_equal(core_own_bytes(), own);
   }
   check_live();
}

/* What the tool keeps for each of many blocks, at most: BYTES. */
static void check_cost(SizeT size, SizeT align, UInt n, SizeT bytes)
{
   Addr* addrs = calloc(n, sizeof *addrs);
   SizeT before = core_own_bytes();
   Block block;
   for (UInt i = 0; i < n; i++)
      addrs[i] = ML_(blocks_allocate)(size, align, 1);
   SizeT cost = core_own_bytes() - before;
   assert_in_range(cost, 0, n * bytes);
   for (UInt i = 0; i < n; i++)
      assert_true(ML_(blocks_release)(addrs[i], &block));
   free(addrs);
}

static void cost_of_blocks(void** unused)
{
   (void)unused;
   check_cost(SLABS_MAX_SIZE, 16, 5000, 20);
   check_cost(16, 16, 500000, 9);
   /* In the table, as large ones. */
   check_cost(16, 32, 20000, 40);
   check_live();
}

/* Resizes the only block from its size to LAST in steps of STEP; returns how often
   it moved.  At no time is more than a quarter of it wasted. */
static UInt steps_to(SizeT last, SSizeT step, SizeT others)
{
   struct Modelled* b = &model.blocks[0];
   UInt moves = 0;
   while (b->size != last) {
      SizeT old_size = b->size;
      Addr old = b->addr;
      b->size += step;
      b->addr = ML_(blocks_resize)(old, b->size, ++b->context);
      moves += b->addr != old;
      model.bytes += step;
      assert_in_range(core_client_bytes() - others, b->size,
                      b->size + b->size / 4);
      fill(b, old_size);
      look_at(b->addr);
      check_live();
   }
   check_contents(b, last);
   return moves;
}

/* A block that grows, and shrinks, in small steps is rarely copied. */
static void small_steps(void** unused)
{
   (void)unused;
   const SizeT least = 16384, most = 64 << 20;
   SizeT others = core_client_bytes();
   struct Modelled* b =
      add(ML_(blocks_allocate)(least, 16, 0), least, 0);
   fill(b, 0);
   assert_int_equal(core_client_bytes() - others, least);
   assert_in_range(steps_to(most, 16384, others), 10, 40);
   assert_in_range(steps_to(least, -16384, others), 10, 40);
   /* A little to and fro moves nothing, after the first time. */
   steps_to(least + 2000, 1, others);
   assert_int_equal(steps_to(least + 500, -1, others), 0);
   assert_int_equal(steps_to(least + 2000, 1, others), 0);
   release();
   assert_int_equal(core_client_bytes(), others);
   check_live();
}

/* One that grows in large steps gets what it asks for. */
static void large_steps(void** unused)
{
   (void)unused;
   SizeT others = core_client_bytes();
   add(ML_(blocks_allocate)(5000, 16, 0), 5000, 0);
   fill(&model.blocks[0], 0);
   for (SizeT size = 10000; size < 1000000; size += size / 2) {
      struct Modelled* b = &model.blocks[0];
      steps_to(size, size - b->size, others);
      assert_int_equal(core_client_bytes() - others, size);
   }
   release();
   check_live();
}

#if VG_WORDSIZE == 8
/* Sizes around what a slot of the table can say. */
static void huge_blocks(void** unused)
{
   (void)unused;
   const SizeT sizes[] = {0xfffffffe, 0xffffffff, 0x100000000, 0x100000005};
   for (UInt i = 0; i < 4; i++)
      add(ML_(blocks_allocate)(sizes[i], 16, i), sizes[i], i);
   check_live();
   Addr small = ML_(blocks_allocate)(5, 16, 9);
   memcpy((void*)small, "four", 5);
   Addr moved = ML_(blocks_resize)(small, 0x123456789, 9);
   add(moved, 0x123456789, 9);
   assert_string_equal((char*)moved, "four");
   for (UInt i = 0; i < model.n; i++)
      look_at(model.blocks[i].addr);
   moved = ML_(blocks_resize)(moved, 100, 8);
   assert_string_equal((char*)moved, "four");
   model.n--;
   model.bytes -= 0x123456789;
   add(moved, 100, 8);
   /* Not in the order of their coming. */
   for (UInt i = 0; model.n > 0; i++) {
      struct Modelled* b = &model.blocks[i % 2 ? 0 : model.n / 2];
      Block found;
      look_at(b->addr);
      assert_true(ML_(blocks_release)(b->addr, &found));
      check_block(&found, b);
      model.bytes -= b->size;
      *b = model.blocks[--model.n];
      check_live();
   }
}
#endif

/* What the core does not align: the block lies somewhere in its memory. */
static void large_alignments(void** unused)
{
   (void)unused;
   const SizeT mib = 1 << 20, sizes[] = {0, 1, 5000, mib};
   SizeT others = core_client_bytes();
   for (SizeT align = 16 * mib; align <= 128 * mib; align *= 2)
      for (UInt i = 0; i < 4; i++) {
         Addr addr = ML_(blocks_allocate)(sizes[i], align, i);
         assert_int_not_equal(addr, 0);
         assert_int_equal(addr % align, 0);
         fill(add(addr, sizes[i], i), 0);
      }
   check_live();
   /* What stays in place is still released as a whole; what moves as well. */
   for (UInt i = 0; i < model.n; i++) {
      struct Modelled* b = &model.blocks[i];
      SizeT new_size = i % 2 ? b->size + 1 : b->size / 2;
      Addr moved = ML_(blocks_resize)(b->addr, new_size, 77);
      assert_int_not_equal(moved, 0);
      model.bytes += new_size - b->size;
      SizeT kept = b->size < new_size ? b->size : new_size;
      *b = (struct Modelled){moved, new_size, 77, b->byte};
      check_contents(b, kept);
      fill(b, kept);
      look_at(moved);
      check_live();
   }
   while (model.n > 0)
      release();
   assert_in_range(core_client_bytes(), others, others + (1 << 20));
   check_live();
}

/* Sums that overflow are refused before the core sees them. */
static void too_much(void** unused)
{
   (void)unused;
   const SizeT half = ~(SizeT)0 / 2;
   SizeT before = core_client_bytes();
   assert_int_equal(ML_(blocks_allocate)(half, 16, 1), 0);
   assert_int_equal(ML_(blocks_allocate)(~(SizeT)0, 16, 1), 0);
   assert_int_equal(ML_(blocks_allocate)(half - 100, 4096, 1), 0);
   assert_int_equal(ML_(blocks_allocate)(100, half + 1, 1), 0);
   assert_int_equal(ML_(blocks_allocate)(half - 4096, half / 2 + 1, 1), 0);
   Addr addr = ML_(blocks_allocate)(5000, 16, 1);
   assert_int_equal(ML_(blocks_resize)(addr, half, 1), 0);
   fill(add(addr, 5000, 1), 0);
   look_at(addr);
   release();
   assert_int_equal(core_client_bytes(), before);
   check_live();
}

/* Nothing happens where there is no memory. */
static void no_memory(void** unused)
{
   (void)unused;
   struct Modelled* small =
      add(ML_(blocks_allocate)(100, 16, 3), 100, 3);
   struct Modelled* large =
      add(ML_(blocks_allocate)(10000, 16, 4), 10000, 4);
   fill(small, 0);
   fill(large, 0);
   core_refuse(True);
   assert_int_equal(ML_(blocks_allocate)(5000, 16, 1), 0);
   assert_int_equal(ML_(blocks_allocate)(10, 32, 1), 0);
   assert_int_equal(ML_(blocks_resize)(small->addr, 5000, 1), 0);
   assert_int_equal(ML_(blocks_resize)(large->addr, 20000, 1), 0);
   assert_int_equal(ML_(blocks_resize)(large->addr, 10001, 1), 0);
   assert_int_equal(ML_(blocks_resize)(large->addr, 7999, 1), 0);
   look_at(small->addr);
   look_at(large->addr);
   check_contents(small, 100);
   check_contents(large, 10000);
   check_live();
   /* A slot that is large enough already needs none. */
   small->addr = ML_(blocks_resize)(small->addr, 112, 5);
   assert_int_not_equal(small->addr, 0);
   small->size = 112;
   small->context = 5;
   model.bytes += 12;
   look_at(small->addr);
   check_live();
   /* Nor does one that wastes little of what it has. */
   assert_int_equal(ML_(blocks_resize)(large->addr, 8000, 6), large->addr);
   large->size = 8000;
   large->context = 6;
   model.bytes -= 2000;
   look_at(large->addr);
   check_contents(large, 8000);
   check_live();
   core_refuse(False);
   check_contents(small, 100);
   fill(small, 100);
   release();
   release();
   check_live();
}

static int set_up(void** unused)
{
   (void)unused;
   ML_(counters_init)();
   return 0;
}

int main(void)
{
   static UInt seeds[] = {1, 2, 3, 4};
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_at_first),
      cmocka_unit_test(memory_goes_back),
      cmocka_unit_test(cost_of_blocks),
      cmocka_unit_test_prestate(random_steps, &seeds[0]),
      cmocka_unit_test_prestate(random_steps, &seeds[1]),
      cmocka_unit_test_prestate(random_steps, &seeds[2]),
      cmocka_unit_test_prestate(random_steps, &seeds[3]),
      cmocka_unit_test(small_steps),
      cmocka_unit_test(large_steps),
#if VG_WORDSIZE == 8
      cmocka_unit_test(huge_blocks),
#endif
      cmocka_unit_test(large_alignments),
      cmocka_unit_test(too_much),
      cmocka_unit_test(no_memory),
   };
   return cmocka_run_group_tests(tests, set_up, NULL);
}
