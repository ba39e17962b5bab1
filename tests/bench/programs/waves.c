/* waves COUNT: so many threads, 50 at a time, each of which allocates and frees
   5,000 times.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <pthread.h>
#include <stdlib.h>

enum { WAVE = 50, BLOCKS = 100, ROUNDS = 50 };

static void *work(void *unused) {
  void *blocks[BLOCKS];
  (void)unused;
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < BLOCKS; i++)
      blocks[i] = malloc((size_t)i + 1);
    for (int i = 0; i < BLOCKS; i++)
      free(blocks[i]);
  }
  return NULL;
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : WAVE;
  for (int started = 0; started < count; started += WAVE) {
    pthread_t threads[WAVE];
    for (int i = 0; i < WAVE; i++)
      if (pthread_create(&threads[i], NULL, work, NULL) != 0)
        return 1;
    for (int i = 0; i < WAVE; i++)
      pthread_join(threads[i], NULL);
  }
  return 0;
}
