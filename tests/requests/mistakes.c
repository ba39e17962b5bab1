/* Requests that make no sense: the program goes on, and nothing changes but
   where something takes the place of what was forgotten.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>
#include <valgrind/valgrind.h>

static char one, two, none;

int main(void) {
    char *m = malloc(1000);
    VALGRIND_FREELIKE_BLOCK(m, 0);                      /* @not_marked */
    VALGRIND_RESIZEINPLACE_BLOCK(m, 1000, 900, 0);      /* @resize_block */
    VALGRIND_MALLOCLIKE_BLOCK(m + 10, 20, 0, 0);        /* @marked */
    VALGRIND_RESIZEINPLACE_BLOCK(m + 10, 21, 30, 0);    /* @wrong_size */
    VALGRIND_RESIZEINPLACE_BLOCK(m + 10, 20, 0, 0);     /* @to_nothing */
    VALGRIND_RESIZEINPLACE_BLOCK(m + 10, 20, -1, 0);    /* @to_too_much */
    VALGRIND_RESIZEINPLACE_BLOCK(m + 11, 20, 30, 0);    /* @inside */
    VALGRIND_MALLOCLIKE_BLOCK(m + 500, -7, 0, 0);       /* @negative */
    VALGRIND_MALLOCLIKE_BLOCK(-1, 0, 0, 0);             /* @last */
    VALGRIND_MALLOCLIKE_BLOCK(m + 10, 50, 0, 0);        /* @twice */
    VALGRIND_FREELIKE_BLOCK(m + 10, 0);                 /* @back */
    VALGRIND_FREELIKE_BLOCK(m + 10, 0);                 /* @back_twice */

    VALGRIND_DESTROY_MEMPOOL(&none);                    /* @no_pool */
    VALGRIND_MEMPOOL_ALLOC(&none, m, 10);
    VALGRIND_MEMPOOL_FREE(&none, m);
    VALGRIND_MEMPOOL_TRIM(&none, m, 10);
    VALGRIND_MEMPOOL_CHANGE(&none, m, m, 10);
    VALGRIND_MOVE_MEMPOOL(&none, &one);                 /* @move_none */

    VALGRIND_CREATE_MEMPOOL(&one, 0, 0);
    VALGRIND_MEMPOOL_ALLOC(&one, m, 10);                /* @alloc */
    VALGRIND_MEMPOOL_ALLOC(&one, m, 30);                /* @again */
    VALGRIND_MEMPOOL_ALLOC(&one, m + 30, 5);
    VALGRIND_MEMPOOL_CHANGE(&one, m, m + 30, 31);       /* @onto */
    VALGRIND_MEMPOOL_CHANGE(&one, m, m + 60, 1);        /* @gone */
    VALGRIND_MEMPOOL_FREE(&one, m);                     /* @gone_too */
    VALGRIND_MEMPOOL_ALLOC(&one, 0, 10);                /* @nowhere */
    VALGRIND_MEMPOOL_TRIM(&one, m + 40, -1);            /* @open */

    VALGRIND_CREATE_MEMPOOL(&two, 0, 0);
    VALGRIND_MEMPOOL_ALLOC(&two, m, 3);
    VALGRIND_MEMPOOL_ALLOC(&two, m + 3, 4);
    VALGRIND_MOVE_MEMPOOL(&one, &two);                  /* @move_onto */
    VALGRIND_CREATE_MEMPOOL(&two, 0, 0);                /* @create_onto */
    VALGRIND_MEMPOOL_ALLOC(&two, m, 6);                 /* @kept */
    free(m);                                            /* @free */
    return 0;
}
