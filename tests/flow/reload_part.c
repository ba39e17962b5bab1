/* The library that reload.c loads.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdlib.h>

void work(int n) {                       /* @work */
    malloc(n);                           /* @alloc */
    free(malloc(7));                     /* @spike */
}
