/* How a superblock moves the stack pointer, as far as its IR tells: down or by
   a constant, as calls and frames do, or in a way that has to be looked at.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_SP_MOVES_H
#define MEMLINE_TOOL_SP_MOVES_H

#include "base/vg.h"

typedef enum {
   SP_NOT_MOVED,  /* but down or by a constant */
   SP_FROM_FRAME, /* to a constant distance from the frame pointer */
   SP_SET         /* to anything else: longjmp, unwinding, another stack */
} SpMoveKind;

typedef struct {
   SpMoveKind kind; /* the oddest of its moves */
   Int set_at;      /* the statement that does it first, for SP_SET */
} SpMoves;

SpMoves ML_(sp_moves)(const IRSB* sb);

#endif
