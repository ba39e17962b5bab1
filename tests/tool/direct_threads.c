/* Threads that take turns at the heap.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>

enum { THREADS = 4 };

static sem_t turns[THREADS];

/* Each turn ends with a block that the next thread frees. */
static void *take_turns(void *arg) {
    static void *handed;
    int me = (int)(intptr_t)arg;
    for (int i = 0; i < 20; i++) {
        sem_wait(&turns[me]);
        free(handed);
        handed = realloc(malloc(10), 100 * me + i + 1);
        free(calloc(me + 1, 1000));
        sem_post(&turns[(me + 1) % THREADS]);
    }
    return arg;
}

int main(void) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        sem_init(&turns[i], 0, 0);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, take_turns, (void *)(intptr_t)i);
    sem_post(&turns[0]);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
