/* The word that somebody probably meant.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/suggest.h"

#include <string.h>

/* Longer words are no typing errors. */
#define MAX_LETTERS 40

static int least(int a, int b) { return a < b ? a : b; }

/* The number of letters changed, added, left out or swapped with their
   neighbour; the words are at most MAX_LETTERS long. */
static int distance(const char *a, const char *b) {
  int n = (int)strlen(a), m = (int)strlen(b);
  int d[MAX_LETTERS + 1][MAX_LETTERS + 1];
  for (int i = 0; i <= n; i++)
    for (int j = 0; j <= m; j++) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      d[i][j] = least(d[i][j], least(d[i - 1][j], d[i][j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[n][m];
}

const char *suggest_nearest(const char *word, const char *const *words,
                            size_t count) {
  size_t length = strlen(word);
  if (length > MAX_LETTERS)
    return NULL;
  int best = length < 6 ? 2 : (int)length / 3 + 1; /* one too many */
  const char *nearest = NULL;
  for (size_t i = 0; i < count; i++) {
    if (strlen(words[i]) > MAX_LETTERS)
      continue;
    int d = distance(word, words[i]);
    if (d < best) {
      best = d;
      nearest = words[i];
    }
  }
  return nearest;
}
