/* goto, computed goto, and switch by table.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static void chosen(int n) {
    void *p = malloc(100);         /* @alloc */
    switch (n) {                   /* @switch */
    case 0: malloc(1); break;      /* @case0 */
    case 1: malloc(2);             /* @case1 */
    case 2: malloc(4); break;      /* @case2 */
    case 3: malloc(8); break;      /* @case3 */
    case 4: malloc(16); break;     /* @case4 */
    case 5: malloc(32); break;     /* @case5 */
    case 6: malloc(64); break;     /* @case6 */
    default: break;
    }
    free(p);                       /* @free */
}

static void retry(void) {
    int n = 0;
again:
    malloc(3);                     /* @again */
    if (++n < 3)                   /* @test */
        goto again;                /* @goto */
    n = 0;
self: malloc(1); if (++n < 3) goto self; /* @self */
}

static void computed(const char *program) {
    static const void *const ops[] = {&&grow, &&shrink, &&stop};
    void *p = NULL;
    int size = 0;
next:
    goto *ops[*program++ - 'a'];   /* @dispatch */
grow:
    p = realloc(p, size += 50);    /* @op_grow */
    goto next;                     /* @op_grow_next */
shrink:
    p = realloc(p, size -= 20);    /* @op_shrink */
    goto next;
stop:
    free(p);                       /* @op_stop */
}

int main(void) {
    for (int i = 0; i < 5; i++)
        chosen(i);                 /* @chosen */
    chosen(2);
    chosen(99);
    retry();                       /* @retry */
    computed("aababc");            /* @computed */
    return 0;
}
