/* Stacks that control is not on: what is found among them, against a walk
   through all of them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/stats.h"
#include "stack/left_stacks.h"

#define N 3000
#define SLACK 128

static ActivationStack stacks[N];
static UInt n_stacks;

static UInt random_below(UInt n)
{
   static ULong seed = 42;
   seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
   return (UInt)(seed >> 33) % n;
}

static ActivationStack* naive_near(Addr sp)
{
   for (UInt i = n_stacks; i-- > 0;)
      if (stacks[i].left_at != 0 && sp + SLACK >= stacks[i].left_at &&
          sp <= stacks[i].left_at + SLACK)
         return &stacks[i];
   return NULL;
}

static ActivationStack* naive_around(Addr sp)
{
   for (UInt i = n_stacks; i-- > 0;)
      if (!stacks[i].is_own && stacks[i].left_at != 0 &&
          sp >= stacks[i].left_at && sp <= stacks[i].highest + SLACK)
         return &stacks[i];
   return NULL;
}

static void begin(UInt count, UInt room)
{
   for (UInt i = 0; i < n_stacks; i++)
      ML_(left_stacks_remove)(&stacks[i]);
   memset(stacks, 0, sizeof stacks);
   for (n_stacks = 0; n_stacks < count; n_stacks++) {
      stacks[n_stacks].number = n_stacks + 1;
      stacks[n_stacks].is_own = random_below(10) == 0;
      stacks[n_stacks].highest = 1000 + random_below(room);
   }
}

/* Stacks come and go in ROOM bytes: where that is little, many lie above one
   another and are left at the same stack pointer. */
static void compare(UInt count, UInt room)
{
   begin(count, room);
   UInt found = 0;
   for (UInt step = 0; step < 20000; step++) {
      ActivationStack* s = &stacks[random_below(count)];
      if (random_below(3) != 0) {
         Addr sp = s->highest - random_below(500);
         ML_(left_stacks_add)(s, sp);
         assert_int_equal(s->left_at, sp);
      } else {
         ML_(left_stacks_remove)(s);
         assert_int_equal(s->left_at, 0);
         s->highest = 1000 + random_below(room);
      }
      Addr sp = random_below(room + 2000);
      assert_ptr_equal(ML_(left_stacks_near)(sp, SLACK), naive_near(sp));
      assert_ptr_equal(ML_(left_stacks_around)(sp, SLACK), naive_around(sp));
      found += naive_near(sp) != NULL && naive_around(sp) != NULL;
   }
   assert_true(found > 1000);
}

static void test_few(void** unused)
{
   (void)unused;
   compare(5, 1000);
}

static void test_crowded(void** unused)
{
   (void)unused;
   compare(300, 500);
}

static void test_apart(void** unused)
{
   (void)unused;
   compare(N, 300000);
}

/* In the order of their addresses, which is what programs do. */
static void test_cost(void** unused)
{
   (void)unused;
   begin(N, 1);
   ULong before = ML_(stats).stacks_looked_at;
   for (UInt i = 0; i < N; i++) {
      stacks[i].highest = 100000 + i * 4096;
      ML_(left_stacks_add)(&stacks[i], stacks[i].highest - 200);
   }
   for (UInt i = 0; i < N; i++) {
      Addr sp = stacks[i].left_at;
      assert_ptr_equal(ML_(left_stacks_near)(sp, SLACK), &stacks[i]);
      ML_(left_stacks_remove)(&stacks[i]);
      ML_(left_stacks_add)(&stacks[i], sp);
   }
   assert_in_range((ML_(stats).stacks_looked_at - before) / N, 10, 120);
}

int main(void)
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_few),
      cmocka_unit_test(test_crowded),
      cmocka_unit_test(test_apart),
      cmocka_unit_test(test_cost),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
