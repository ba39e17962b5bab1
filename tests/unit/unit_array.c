/* The sets of ids against the naive way: a flag for each id, also after some
   were forgotten.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "core.h"

#define N_IDS 5000

/* Records are known by the name of their id; many have the same hash. */
static Bool same(UInt id, const void* key) { return id == *(const UInt*)key; }
static UInt hash_of(UInt id) { return ML_(hash_mix)(1, id / 3); }

static void check(const IdSet* set, const UChar held[])
{
   for (UInt id = 1; id < N_IDS; id++)
      assert_int_equal(ML_(idset_find)(set, hash_of(id), same, &id),
                       held[id] ? id : 0);
}

static void ids_are_found_and_forgotten(void** unused)
{
   (void)unused;
   static UChar held[N_IDS];
   IdSet set;
   memset(&set, 0, sizeof set);
   ML_(idset_forget)(&set, 1);
   check(&set, held);
   UInt n = 1;
   /* Up to a number, and down to a lower one: the set grows on the way. */
   for (UInt top = 10; top < N_IDS; top = top * 5 / 2) {
      for (; n < top; n++) {
         ML_(idset_add)(&set, hash_of(n), n);
         held[n] = 1;
      }
      check(&set, held);
      UInt kept = top / 2;
      ML_(idset_forget)(&set, kept);
      memset(held + kept, 0, N_IDS - kept);
      n = kept;
      check(&set, held);
      assert_int_equal(set.n_used, kept - 1);
   }
   ML_(idset_forget)(&set, 1);
   assert_int_equal(set.n_used, 0);
   VG_(free)(set.slots);
}

int main(void)
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(ids_are_found_and_forgotten),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
