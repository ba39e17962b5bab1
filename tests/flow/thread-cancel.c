/* Cancelled threads: the activations end where they are, and what clean-up
   handlers free is charged to them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

static sem_t ready;

static void clean(void *p) {
    free(p);                                 /* @clean */
    malloc(2);                               /* @clean_keep */
}

static void wait_long(void) {
    malloc(5);                               /* @before */
    sem_post(&ready);
    for (;;)
        pause();                             /* @pause */
}

static void *work(void *arg) {
    void *p = malloc(100);                   /* @alloc */
    pthread_cleanup_push(clean, p);
    wait_long();                             /* @call */
    pthread_cleanup_pop(1);
    malloc(7);                               /* @never */
    return arg;
}

int main(void) {
    sem_init(&ready, 0, 0);
    for (int i = 0; i < 3; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, work, NULL);
        sem_wait(&ready);
        pthread_cancel(thread);
        pthread_join(thread, NULL);
    }
    malloc(1);                               /* @last */
    return 0;
}
