/* What a move between two places does to visits, by the rules: the part of the
   tool that is arithmetic alone.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/account.h"

/* Lines are numbered so that line / 100 is the function. */
struct chain {
   UInt n;
   UInt lines[4];
};

static void expect(struct chain from, struct chain to, Bool back, UInt stays,
                   UInt same_activation)
{
   PlaceLevel a[4], b[4];
   for (UInt i = 0; i < 4; i++) {
      a[i] = (PlaceLevel){from.lines[i], from.lines[i] / 100};
      b[i] = (PlaceLevel){to.lines[i], to.lines[i] / 100};
   }
   Transition t = ML_(account_transition)(a, from.n, b, to.n, back);
   assert_int_equal(t.stays, stays);
   assert_int_equal(t.same_activation, same_activation);
}

#define AT(...) ((struct chain){sizeof((UInt[]){__VA_ARGS__}) / sizeof(UInt), \
                                {__VA_ARGS__}})

static void plain_lines(void **unused)
{
   (void)unused;
   expect(AT(101), AT(101), False, 1, 1);
   expect(AT(101), AT(102), False, 0, 1);
   expect(AT(102), AT(101), True, 0, 1);
   /* A loop written on one line. */
   expect(AT(101), AT(101), True, 0, 1);
}

static void into_and_out_of_inlined(void **unused)
{
   (void)unused;
   /* As a call: the line that it is inlined into stays. */
   expect(AT(101), AT(101, 201), False, 1, 1);
   expect(AT(101, 201), AT(101), False, 1, 1);
   expect(AT(101, 201), AT(102), False, 0, 1);
   expect(AT(102), AT(101, 201), False, 0, 1);
   /* Straight from one inlined function to another. */
   expect(AT(101, 201), AT(101, 301), False, 1, 1);
   /* The same function inlined again, from another line. */
   expect(AT(101, 201), AT(102, 201), False, 0, 1);
}

static void within_inlined(void **unused)
{
   (void)unused;
   expect(AT(101, 201), AT(101, 202), False, 1, 2);
   /* A loop inside does not disturb the line that it is inlined into. */
   expect(AT(101, 202), AT(101, 201), True, 1, 2);
   expect(AT(101, 201), AT(101, 201), True, 1, 2);
   expect(AT(101, 201, 301), AT(101, 201, 302), True, 2, 3);
   expect(AT(101, 201, 301), AT(101, 202), False, 1, 2);
}

static void loops_around_inlined(void **unused)
{
   (void)unused;
   /* The jump back is the outer line's own: it is visited again, and the
      inlined function is entered again. */
   expect(AT(101), AT(101, 201), True, 0, 1);
   expect(AT(101, 201), AT(101), True, 0, 1);
   expect(AT(101, 201), AT(101, 301), True, 0, 1);
   expect(AT(101, 201), AT(101, 201, 301), True, 1, 2);
}

static void inlined_recursion(void **unused)
{
   (void)unused;
   expect(AT(101, 101), AT(101, 102), False, 1, 2);
   expect(AT(101, 101), AT(101), False, 1, 1);
   /* One function runs on into the next. */
   expect(AT(101), AT(201), False, 0, 0);
}

static void flows(void **unused)
{
   (void)unused;
   Flow sum = {100, 10, 2, 1};
   const Flow more = {5, 7, 1, 3};
   ML_(flow_add)(&sum, &more);
   assert_int_equal(sum.allocated, 105);
   assert_int_equal(sum.freed, 17);
   assert_int_equal(sum.allocs, 3);
   assert_int_equal(sum.frees, 4);
   ML_(flow_subtract)(&sum, &more);
   assert_int_equal(sum.allocated, 100);
   assert_int_equal(sum.freed, 10);
   assert_int_equal(sum.allocs, 2);
   assert_int_equal(sum.frees, 1);
}

int main(void)
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_lines),
      cmocka_unit_test(into_and_out_of_inlined),
      cmocka_unit_test(within_inlined),
      cmocka_unit_test(loops_around_inlined),
      cmocka_unit_test(inlined_recursion),
      cmocka_unit_test(flows),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
