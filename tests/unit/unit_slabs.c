/* Small blocks: where they lie, which addresses are theirs, and that memory
   which is free serves blocks of any size.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core.h"
#include "heap/slabs.h"

#define SLAB_SIZE 65536
#define N_SLOT_SIZES 28

/* What a block of SIZE bytes takes: 16 to 128 in steps of 16, then four sizes to
   each doubling. */
static SizeT slot_of(SizeT size)
{
   SizeT slot = 16, step = 16;
   while (slot < size) {
      slot += step;
      if (slot >= 128 && (slot & (slot - 1)) == 0)
         step = slot / 4;
   }
   return slot;
}

/* The I-th of all sizes of slots. */
static SizeT slot_size(UInt i)
{
   SizeT size = 0;
   for (UInt j = 0; j <= i; j++)
      size = slot_of(size + 1);
   return size;
}

static Addr allocate(SizeT size, SlabRecord** record)
{
   Addr addr = ML_(slabs_allocate)(size, record);
   assert_int_not_equal(addr, 0);
   assert_int_equal(addr % SLABS_ALIGNMENT, 0);
   assert_int_equal((*record)->size, size);
   (*record)->context = 1;
   return addr;
}

static void release(Addr addr)
{
   SlabRecord* record = ML_(slabs_find)(addr);
   assert_non_null(record);
   ML_(slabs_release)(addr, record);
   assert_null(ML_(slabs_find)(addr));
}

static int by_value(const void* a, const void* b)
{
   Addr x = *(const Addr*)a, y = *(const Addr*)b;
   return (x > y) - (x < y);
}

static void nothing_at_first(void** unused)
{
   (void)unused;
   assert_null(ML_(slabs_find)(0));
   assert_null(ML_(slabs_find)((Addr)&unused));
   assert_null(ML_(slabs_find)(~(Addr)0));
}

/* Slabs that one size has left serve the next one.  Every size may keep one, and
   they come in batches. */
static void empty_slabs_serve_others(void** unused)
{
   (void)unused;
   enum { N_SLABS = 64, BATCH = 16 };
   static Addr blocks[N_SLABS * SLAB_SIZE / 16];
   for (UInt round = 0; round < 3; round++)
      for (UInt c = 0; c < N_SLOT_SIZES; c++) {
         UInt n = N_SLABS * (UInt)(SLAB_SIZE / slot_size(c));
         SlabRecord* record;
         for (UInt i = 0; i < n; i++)
            blocks[i] = allocate(slot_size(c), &record);
         /* First in, first out; and the other way round. */
         for (UInt i = 0; i < n; i++)
            release(blocks[round % 2 ? n - 1 - i : i]);
      }
   assert_in_range(core_client_bytes(), N_SLABS * SLAB_SIZE,
                   (N_SLABS + N_SLOT_SIZES + BATCH) * SLAB_SIZE);
}

/* A block of each size, all at the same time, each filled to its end. */
static void every_size(void** unused)
{
   (void)unused;
   static Addr at[SLABS_MAX_SIZE + 1];
   static SlabRecord* records[SLABS_MAX_SIZE + 1];
   for (SizeT size = 0; size <= SLABS_MAX_SIZE; size++) {
      at[size] = allocate(size, &records[size]);
      records[size]->context = (ContextId)size + 7;
      memset((void*)at[size], (int)size, size);
   }
   for (SizeT size = 0; size <= SLABS_MAX_SIZE; size++) {
      assert_ptr_equal(ML_(slabs_find)(at[size]), records[size]);
      assert_int_equal(records[size]->size, size);
      assert_int_equal(records[size]->context, size + 7);
      for (SizeT i = 0; i < size; i++)
         assert_int_equal(((UChar*)at[size])[i], (UChar)size);
   }
   for (SizeT size = 0; size <= SLABS_MAX_SIZE; size++)
      release(at[size]);
}

/* Every address in and around the N blocks of SIZE bytes, sorted, of which every
   STEP-th one is live. */
static void check_addresses(const Addr* blocks, UInt n, SizeT size, UInt step)
{
   for (UInt i = 0; i < n; i++)
      for (Addr a = blocks[i] - 1; a <= blocks[i] + size + 1; a++) {
         const Addr* found = bsearch(&a, blocks, n, sizeof a, by_value);
         Bool is_live = found && (found - blocks) % step == 0;
         if ((ML_(slabs_find)(a) != NULL) != is_live)
            fail_msg("%lu bytes at %#lx: wrong about %#lx", size, blocks[i], a);
      }
}

/* Of each size of slots more than fits one slab. */
static void every_address(void** unused)
{
   (void)unused;
   static Addr blocks[SLAB_SIZE / 16 + 3];
   for (UInt c = 0; c < N_SLOT_SIZES; c++) {
      SizeT size = slot_size(c);
      UInt n = SLAB_SIZE / size + 3, n_apart = 0;
      SlabRecord* record;
      for (UInt i = 0; i < n; i++)
         blocks[i] = allocate(size, &record);
      qsort(blocks, n, sizeof *blocks, by_value);
      for (UInt i = 1; i < n; i++) {
         assert_in_range(blocks[i] - blocks[i - 1], size, ~(SizeT)0);
         n_apart += blocks[i] - blocks[i - 1] != size;
      }
      /* Slot beside slot, but from one slab to the next. */
      assert_in_range(n_apart, 0, 1);
      check_addresses(blocks, n, size, 1);
      for (UInt i = 0; i < n; i++)
         if (i % 3 != 0)
            release(blocks[i]);
      check_addresses(blocks, n, size, 3);
      for (UInt i = 0; i < n; i += 3)
         release(blocks[i]);
   }
   assert_int_equal(slot_size(N_SLOT_SIZES - 1), SLABS_MAX_SIZE);
}

/* What is released is allocated next, so a program that goes back and forth
   stays in its cache. */
static void the_last_one_first(void** unused)
{
   (void)unused;
   SlabRecord* record;
   Addr a = allocate(100, &record), b = allocate(100, &record);
   release(a);
   release(b);
   assert_int_equal(allocate(97, &record), b);
   assert_int_equal(allocate(112, &record), a);
   release(a);
   release(b);
}

static void no_memory(void** unused)
{
   (void)unused;
   static Addr blocks[100000];
   UInt n = 0;
   SlabRecord* record;
   core_refuse(True);
   while ((blocks[n] = ML_(slabs_allocate)(4000, &record)) != 0)
      assert_in_range(++n, 1, 99999);
   for (UInt i = 0; i < n; i++)
      assert_non_null(ML_(slabs_find)(blocks[i]));
   /* What was left by others has been used, and goes to whoever asks. */
   assert_int_not_equal(n, 0);
   release(blocks[--n]);
   blocks[n++] = allocate(3900, &record);
   core_refuse(False);
   Addr more = allocate(4000, &record);
   release(more);
   while (n > 0)
      release(blocks[--n]);
}

static void same_slot(void** unused)
{
   (void)unused;
   for (SizeT size = 0; size <= SLABS_MAX_SIZE; size++) {
      SlabRecord record = {(UInt)size, 1};
      SizeT slot = slot_of(size), lower = slot - 16;
      while (lower > 0 && slot_of(lower) == slot)
         lower -= 16;
      assert_true(ML_(slabs_same_slot)(&record, slot));
      assert_int_equal(ML_(slabs_same_slot)(&record, slot + 1), False);
      assert_int_equal(ML_(slabs_same_slot)(&record, lower + 1), True);
      assert_int_equal(ML_(slabs_same_slot)(&record, lower), lower == 0);
      assert_false(ML_(slabs_same_slot)(&record, SLABS_MAX_SIZE + 1));
      assert_false(ML_(slabs_same_slot)(&record, ~(SizeT)0));
   }
}

int main(void)
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_at_first),
      cmocka_unit_test(empty_slabs_serve_others),
      cmocka_unit_test(every_size),
      cmocka_unit_test(every_address),
      cmocka_unit_test(the_last_one_first),
      cmocka_unit_test(no_memory),
      cmocka_unit_test(same_slot),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
