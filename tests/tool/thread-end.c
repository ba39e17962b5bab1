/* Threads that end in the middle: by pthread_exit, and with the process.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

static sem_t may_finish;

static void leave(void) {
    malloc(50);                             /* @leave_alloc */
    pthread_exit(NULL);                     /* @pthread_exit */
}

static void *middle(void *arg) {
    malloc(100);                            /* @middle_alloc */
    leave();                                /* @middle_call */
    free(arg);                              /* @middle_after */
    return arg;
}

static void *finish(void *arg) {
    sem_wait(&may_finish);
    malloc(1000);                           /* @finish_alloc */
    exit(arg == NULL ? 3 : 4);              /* @exit */
}

int main(void) {
    pthread_t thread;
    for (int i = 0; i < 3; i++) {
        pthread_create(&thread, NULL, middle, NULL);
        pthread_join(thread, NULL);         /* @join */
    }
    sem_init(&may_finish, 0, 0);
    pthread_create(&thread, NULL, finish, NULL);
    sem_post(&may_finish), pthread_join(thread, NULL); /* @last_join */
    return 0;                               /* @end */
}
