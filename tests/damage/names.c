/* A function that is inlined and one that is not.  names.t gives them, and this
   file, other names.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

static inline __attribute__((always_inline)) void *inner(void)
{
   return malloc(30);
}

__attribute__((noinline)) void *outer(void *p)
{
   return realloc(p, 10);
}

int main(void)
{
   return outer(inner()) == NULL;
}
