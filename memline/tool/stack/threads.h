/* Threads: each runs on a stack of activations; events are charged to where it
   stands; signals, other threads and fork come in between.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_TOOL_THREADS_H
#define MEMLINE_TOOL_THREADS_H

#include "heap/contexts.h"
#include "stack/stack.h"

/* A thread begins or ends.  Ending a thread ends its activations' visits. */
void ML_(threads_begin)(ThreadId tid);
void ML_(threads_end)(ThreadId tid);
UInt ML_(threads_count)(void);

/* Before a signal handler runs, and after it returned. */
void ML_(threads_signal)(ThreadId tid);
void ML_(threads_signal_done)(ThreadId tid);
/* A signal ends the process while thread TID runs. */
void ML_(threads_fatal_signal)(ThreadId tid);

/* Thread TID is about to run, or has stopped: live bytes may have changed
   while it was not running. */
void ML_(threads_resume)(ThreadId tid);

/* The context of where thread TID is. */
ContextId ML_(threads_context)(ThreadId tid);
/* An event of the running thread: H was up to PEAK_H before or after it. */
void ML_(threads_note_peak)(UWord peak_h);
/* The place to name in a message about thread TID, or 0. */
PlaceId ML_(threads_place)(ThreadId tid);

/* Whether the running thread, about to execute code of FN, has been called
   there with no activation of FN begun. */
Bool ML_(threads_called)(FnId fn);

/* Writes the places on which the activations of thread TID stand, innermost
   first, to PLACES, and returns their number, at most MAX. */
UInt ML_(threads_walk)(ThreadId tid, PlaceId places[], UInt max);

/* Visits every activation of all threads, and of stacks that control was on,
   which stands somewhere: those whose visits a report has to end. */
void ML_(threads_each_open)(OpenVisitor* visit);

/* A forked child begins: only thread TID is left, with no flows. */
void ML_(threads_reset)(ThreadId tid);

#endif
