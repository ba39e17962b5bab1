/* A function that is defined in a header.

   SPDX-License-Identifier: GPL-2.0-or-later */

static inline void *hold(int n) {
    return malloc(n);              /* @header */
}
