/* Memory pools.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdio.h>
#include <stdlib.h>
#include <valgrind/valgrind.h>

static char one, two;

static void *take(void *pool, char *at, unsigned n) {
    VALGRIND_MEMPOOL_ALLOC(pool, at, n);                /* @take */
    return at;
}

static void empty(void *pool) {
    VALGRIND_DESTROY_MEMPOOL(pool);                     /* @destroy */
}

int main(void) {
    char *m = malloc(4096);                             /* @superblock */
    VALGRIND_CREATE_MEMPOOL(&one, 0, 0);                /* @create */
    take(&one, m, 10);                                  /* @first */
    take(&one, m + 10, 20);
    take(&one, m + 30, 40);
    take(&one, m + 70, 80);
    take(&one, m + 200, 100);
    VALGRIND_MEMPOOL_FREE(&one, m + 200);               /* @free */
    VALGRIND_MEMPOOL_CHANGE(&one, m, m + 300, 15);      /* @move */
    VALGRIND_MEMPOOL_CHANGE(&one, m + 300, m + 300, 5); /* @change */

    VALGRIND_CREATE_MEMPOOL(&two, 0, 0);
    take(&two, m + 10, 1000);                           /* @other */

    /* Leaves 15 of the 20 bytes, all 40, and 30 of the 80. */
    VALGRIND_MEMPOOL_TRIM(&one, m + 15, 85);            /* @trim */
    VALGRIND_MOVE_MEMPOOL(&one, &one);                  /* @nowhere */
    VALGRIND_MOVE_MEMPOOL(&one, m);                     /* @to_m */
    if (RUNNING_ON_VALGRIND && (VALGRIND_MEMPOOL_EXISTS(&one) ||
                                !VALGRIND_MEMPOOL_EXISTS(m)))
        puts("moved wrongly");
    empty(m);                                           /* @empty */
    if (VALGRIND_MEMPOOL_EXISTS(m))
        puts("still there");
    take(&two, m + 2000, 1);
    free(m);                                            /* @release */
    return 0;
}
