/* Client requests: what programs ask of memline with the macros of memline.h.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_REQUESTS_H
#define MEMLINE_TOOL_REQUESTS_H

#include "base/vg.h"

/* The callback for VG_(needs_client_requests). */
Bool ML_(requests_handle)(ThreadId tid, UWord* args, UWord* result);

#endif
