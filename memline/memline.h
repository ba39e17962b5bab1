/* Requests that a program can make of memline, when it runs under it.

   Include this file and use the macros: they cost a few instructions and do
   nothing when the program does not run under memline.

   ----------------------------------------------------------------

   Redistribution and use in source and binary forms, with or without
   modification, are permitted provided that the following conditions
   are met:

   1. Redistributions of source code must retain the above notice, this
      list of conditions and the following disclaimer.

   2. Redistributions in binary form must reproduce the above notice,
      this list of conditions and the following disclaimer in the
      documentation and/or other materials provided with the
      distribution.

   THIS SOFTWARE IS PROVIDED BY THE AUTHORS "AS IS" AND ANY EXPRESS OR
   IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
   WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
   ARE DISCLAIMED.  IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY
   DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
   DAMAGES ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF
   ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

   Copyright (C) 2026 the memline authors

   SPDX-License-Identifier: BSD-2-Clause */

#ifndef MEMLINE_H
#define MEMLINE_H

#include <valgrind/valgrind.h>

typedef enum {
  VG_USERREQ__MEMLINE_LIVE_BYTES = VG_USERREQ_TOOL_BASE('M', 'L'),
  VG_USERREQ__MEMLINE_LIVE_BLOCKS
} Vg_MemlineClientRequest;

/* The live heap bytes of the program (the sum of the sizes that were asked
   for), or 0 if it does not run under memline. */
#define MEMLINE_LIVE_BYTES                                                     \
  ((unsigned long)VALGRIND_DO_CLIENT_REQUEST_EXPR(                             \
      0, VG_USERREQ__MEMLINE_LIVE_BYTES, 0, 0, 0, 0, 0))

/* The number of live heap blocks, or 0. */
#define MEMLINE_LIVE_BLOCKS                                                    \
  ((unsigned long)VALGRIND_DO_CLIENT_REQUEST_EXPR(                             \
      0, VG_USERREQ__MEMLINE_LIVE_BLOCKS, 0, 0, 0, 0, 0))

#endif
