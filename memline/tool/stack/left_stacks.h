/* The stacks that control is not on, found by stack pointer.  A switch looks
   one up, takes it out and puts another in, each in O(log n), however many
   there are.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_LEFT_STACKS_H
#define MEMLINE_TOOL_LEFT_STACKS_H

#include "stack/activations.h"

/* Control leaves S with stack pointer SP; and is on S again, or S ends, which
   does nothing if it was not left.  While it is left, its highest stack pointer
   must not change. */
void ML_(left_stacks_add)(ActivationStack* s, Addr sp);
void ML_(left_stacks_remove)(ActivationStack* s);

/* The newest stack that was left at most SLACK away from SP, or NULL. */
ActivationStack* ML_(left_stacks_near)(Addr sp, UWord slack);
/* The newest one, no thread's own, that has SP between where it was left and
   SLACK above its highest stack pointer; or NULL. */
ActivationStack* ML_(left_stacks_around)(Addr sp, UWord slack);

#endif
