/* A pool of superblocks with loose chunks in them, which end with their
   superblock or do not.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <valgrind/valgrind.h>

#define N 5

static char space[2][4096], pools[2];

static void use(int i, int flags) {
    VALGRIND_CREATE_MEMPOOL_EXT(&pools[i], 0, 0, flags);
    VALGRIND_MEMPOOL_ALLOC(&pools[i], space[i], 2048);  /* @superblock */
    VALGRIND_MEMPOOL_ALLOC(&pools[i], space[i] + 2048, 2048);
    for (int k = 0; k < N; k++) {
        VALGRIND_MALLOCLIKE_BLOCK(space[i] + 100 * k, 50, 0, 0);  /* @one */
        VALGRIND_MALLOCLIKE_BLOCK(space[i] + 2048 + 100 * k, 9, 0, 0);
    }
}

int main(void) {
    use(0, VALGRIND_MEMPOOL_METAPOOL);                  /* @plain */
    use(1, VALGRIND_MEMPOOL_METAPOOL | VALGRIND_MEMPOOL_AUTO_FREE);
    VALGRIND_MEMPOOL_FREE(&pools[0], space[0]);         /* @free */
    VALGRIND_MEMPOOL_FREE(&pools[1], space[1]);         /* @auto_free */
    VALGRIND_DESTROY_MEMPOOL(&pools[1]);                /* @destroy */
    return 0;
}
