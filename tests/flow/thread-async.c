/* Asynchronous cancellation: a thread ends between any two instructions, and
   what its clean-up handlers free is charged to them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

static sem_t ready;
static volatile long spins;

static void clean(void *p) {
    free(p);                                 /* @clean */
}

static void spin(void) {
    void *p = malloc(5);                     /* @before */
    pthread_cleanup_push(clean, p);
    sem_post(&ready);
    for (;;)
        spins++;                             /* @spin */
    pthread_cleanup_pop(1);
}

static void *work(void *arg) {
    void *p = malloc(100);                   /* @alloc */
    int old;
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
    pthread_cleanup_push(clean, p);
    spin();                                  /* @call */
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
