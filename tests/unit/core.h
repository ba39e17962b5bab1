/* Valgrind's core, as far as the tool's state needs one: the tests' stand-in on
   the host, and what they ask of it.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TESTS_CORE_H
#define MEMLINE_TESTS_CORE_H

#include "base/vg.h"

/* From now on the program's memory is exhausted, or is not any more. */
void core_refuse(Bool refuses);
/* How many bytes and pieces of the program's memory the tool has now. */
SizeT core_client_bytes(void);
UInt core_client_pieces(void);
/* How many bytes the tool has of its own, by requested size or a little more. */
SizeT core_own_bytes(void);

#endif
