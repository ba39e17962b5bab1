/* 64 threads in waves: ids, stacks and thread-local storage are used again.
   Destructors of thread-local values run in the thread that ends.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <stdlib.h>

static pthread_key_t key;

static void release(void *p) {
    free(p);                                 /* @release */
}

static int down(int n) {
    void *p = malloc(n);                     /* @down */
    int d = n > 1 ? down(n - 1) : 0;         /* @deeper */
    free(p);                                 /* @up */
    return d + 1;
}

static void *work(void *arg) {               /* @work */
    pthread_setspecific(key, malloc(10));    /* @specific */
    down(5);                                 /* @call */
    return malloc(20);                       /* @result */
}

int main(void) {
    pthread_t threads[16];
    pthread_key_create(&key, release);
    for (int wave = 0; wave < 4; wave++) {
        for (int i = 0; i < 16; i++)
            pthread_create(&threads[i], NULL, work, NULL); /* @create */
        for (int i = 0; i < 16; i++) {
            void *result;
            pthread_join(threads[i], &result);
            free(result);                    /* @free */
        }
    }
    return 0;
}
