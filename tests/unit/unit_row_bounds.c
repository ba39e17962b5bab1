/* Boundaries of rows: what is noted when debug information is read is found
   again, and nothing else, against a plain array of marks.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core.h"
#include "code/row_bounds.h"

#define BASE ((Addr)0x123450000)
#define BYTES 400000u /* of code, in the middle of which nothing is known */
#define QUIET_FROM 150000u
#define QUIET_TO 250000u
#define N_ROWS 3000

/* The core's functions, around which rows is linked; and what is linked. */
void __real_vgModuleLocal_addLineInfo(DebugInfo* di, UInt file, Addr from,
                                      Addr to, Int line, Int entry);
void __real_vgModuleLocal_addInlInfo(DebugInfo* di, Addr from, Addr to,
                                     UWord function, UInt caller_file,
                                     Int caller_line, UShort level);
void __wrap_vgModuleLocal_addLineInfo(DebugInfo* di, UInt file, Addr from,
                                      Addr to, Int line, Int entry);
void __wrap_vgModuleLocal_addInlInfo(DebugInfo* di, Addr from, Addr to,
                                     UWord function, UInt caller_file,
                                     Int caller_line, UShort level);

/* What the core makes of the rows of an object: one that goes on where the last
   one ends, with its line number, is taken to be of it. */
static struct {
   struct {
      UInt file;
      Addr from, to;
      Int line;
   } rows[N_ROWS + 2];
   UInt n;
} core;

static void core_joins(UInt file, Addr from, Addr to, Int line)
{
   if (core.n > 0 && core.rows[core.n - 1].to == from &&
       core.rows[core.n - 1].line == line) {
      core.rows[core.n - 1].to = to;
      return;
   }
   core.rows[core.n].file = file;
   core.rows[core.n].from = from;
   core.rows[core.n].to = to;
   core.rows[core.n++].line = line;
}

static struct {
   Bool bounds[BYTES + 2];
   Bool joins; /* rows of many files and lines, for core_joins() */
   UInt rows, inlined; /* that reached the core */
   UInt random;
} model;

void __real_vgModuleLocal_addLineInfo(DebugInfo* di, UInt file, Addr from,
                                      Addr to, Int line, Int entry)
{
   (void)di;
   if (model.joins) {
      core_joins(file, from, to, line);
      return;
   }
   assert_int_equal(file, 1);
   assert_true(from >= BASE && to >= BASE);
   assert_int_equal(line, 2);
   assert_int_equal(entry, 3);
   model.rows++;
}

void __real_vgModuleLocal_addInlInfo(DebugInfo* di, Addr from, Addr to,
                                     UWord function, UInt caller_file,
                                     Int caller_line, UShort level)
{
   (void)di;
   assert_true(from >= BASE && to >= BASE);
   assert_int_equal(function, 4);
   assert_int_equal(caller_file, 5);
   assert_int_equal(caller_line, 6);
   assert_int_equal(level, 7);
   model.inlined++;
}

/* A number below N. */
static UInt any(UInt n)
{
   model.random = model.random * 1664525 + 1013904223;
   return (UInt)(((ULong)(model.random >> 4) * n) >> 28);
}

static Bool is_quiet(UInt i) { return i >= QUIET_FROM && i < QUIET_TO; }

static void nothing_is_known(void** unused)
{
   (void)unused;
   assert_true(ML_(row_bounds_bound)(BASE));
   assert_true(ML_(row_bounds_next)(BASE, BASE + 10) == BASE + 1);
   assert_true(ML_(row_bounds_next)(BASE, BASE + 1) == BASE + 1);
}

/* Rows of all lengths, some that the core takes to be of one byte. */
static void add_rows(void** unused)
{
   (void)unused;
   for (UInt i = 0; i < N_ROWS; i++) {
      UInt from = any(BYTES - 5000);
      UInt to = from + (any(4) ? any(40) : any(5000));
      if (any(100) == 0)
         to = from - any(from < 30 ? from + 1 : 30);
      if (is_quiet(from) || is_quiet(to) || is_quiet(from + 1))
         continue;
      Bool inlined = any(3) == 0;
      if (inlined)
         __wrap_vgModuleLocal_addInlInfo(NULL, BASE + from, BASE + to, 4, 5, 6,
                                         7);
      else
         __wrap_vgModuleLocal_addLineInfo(NULL, 1, BASE + from, BASE + to, 2,
                                          3);
      model.bounds[from] = model.bounds[to] = True;
      if (inlined ? to <= from : to < from || to - from > 4095)
         model.bounds[from + 1] = True;
   }
   assert_true(model.rows > 1000);
   assert_true(model.inlined > 500);
}

/* Where nothing is known, in pages that have no row, each byte may be one. */
static Bool may_be_bound(UInt i, const Bool unknown[])
{
   return model.bounds[i] || unknown[i >> 15];
}

static void rows_are_found(void** unused)
{
   (void)unused;
   Bool unknown[(BYTES >> 15) + 1];
   UInt n_unknown = 0;
   for (UInt page = 0; page <= BYTES >> 15; page++) {
      Bool known = False;
      for (UInt i = page << 15; i < (page + 1) << 15 && i < BYTES; i++)
         known |= model.bounds[i];
      unknown[page] = !known;
      n_unknown += !known;
   }
   assert_true(n_unknown > 0);
   UInt next = BYTES;
   for (UInt i = BYTES; i-- > 0;) {
      Addr end = BASE + BYTES;
      assert_true(ML_(row_bounds_next)(BASE + i, end) == BASE + next);
      if (next - i > 1)
         assert_true(ML_(row_bounds_next)(BASE + i, BASE + next - 1) ==
                     BASE + next - 1);
      assert_int_equal(ML_(row_bounds_bound)(BASE + i), may_be_bound(i, unknown));
      if (may_be_bound(i, unknown))
         next = i;
   }
}

/* The file of the row that begins at FROM, or that FROM lies in. */
static UInt core_file(Addr from)
{
   for (UInt i = 0; i < core.n; i++)
      if (from >= core.rows[i].from && from < core.rows[i].to)
         return core.rows[i].file;
   return 0;
}

static void rows_of_other_files_are_not_joined(void** unused)
{
   (void)unused;
   static int object;
   static UInt files[N_ROWS];
   model.joins = True;
   core.n = 0;
   for (UInt i = 0; i < N_ROWS; i++) {
      files[i] = 1 + any(3);
      __wrap_vgModuleLocal_addLineInfo((DebugInfo*)&object, files[i],
                                       BASE + 4 * i, BASE + 4 * i + 4,
                                       1 + any(2), 3);
   }
   /* The last two would be joined. */
   __wrap_vgModuleLocal_addLineInfo((DebugInfo*)&object, 7,
                                    BASE + 4 * N_ROWS, BASE + 4 * N_ROWS + 4, 9,
                                    3);
   __wrap_vgModuleLocal_addLineInfo((DebugInfo*)&object, 8,
                                    BASE + 4 * N_ROWS + 4,
                                    BASE + 4 * N_ROWS + 8, 9, 3);
   ML_(row_bounds_read)();
   for (UInt i = 0; i < N_ROWS; i++)
      assert_int_equal(core_file(BASE + 4 * i), files[i]);
   assert_int_equal(core_file(BASE + 4 * N_ROWS), 7);
   assert_int_equal(core_file(BASE + 4 * N_ROWS + 4), 8);
   model.joins = False;
}

int main(void)
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_known),
      cmocka_unit_test(add_rows),
      cmocka_unit_test(rows_are_found),
      cmocka_unit_test(rows_of_other_files_are_not_joined),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
