/* Threads: each has its own activations, and its flows are exact however they
   interleave.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

enum { THREADS = 4, BLOCKS = 100 };
static void *kept[THREADS][BLOCKS];
static sem_t may_burst;

static void one(void **where) {
    *where = malloc(10);                        /* @alloc */
    free(malloc(1000));                         /* @spike */
}

static void *work(void *arg) {
    void **mine = arg;                          /* @begin */
    for (int i = 0; i < BLOCKS; i++)            /* @loop */
        one(&mine[i]);                          /* @call */
    return NULL;                                /* @end */
}

static void *burst(void *arg) {
    sem_wait(&may_burst);
    char *p = malloc(1000000);                  /* @burst */
    free(p);                                    /* @unburst */
    return arg;
}

int main(void) {
    pthread_t threads[THREADS], last;
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, kept[i]);
    for (int i = 0; i < THREADS; i++)           /* @join_loop */
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS * BLOCKS; i++)  /* @free_loop */
        free(kept[0][i]);                       /* @free */
    sem_init(&may_burst, 0, 0);
    pthread_create(&last, NULL, burst, NULL);
    sem_post(&may_burst), pthread_join(last, NULL); /* @join */
    return 0;
}
