/* What is preloaded for interpose.c.  It is not seen itself: the tool replaces
   every malloc that a program can reach.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

void *realloc(void *p, size_t n) {            /* @outer */
    static void *(*next)(void *, size_t);
    if (next == NULL)
        next = dlsym(RTLD_NEXT, "realloc");
    return next(p, n);
}
