/* The shadow stack against the unwinder.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "checks/stackcheck.h"

#include "base/printable.h"
#include "pub_tool_stacktrace.h"
#include "stack/threads.h"

/* How deep stacks are compared, and how many differences are shown in full. */
#define MAX_DEPTH 512
#define MAX_SHOWN 10

static struct {
   ULong events, compared, different;
} state;

/* A frame as the unwinder finds it.  A call from code without a line of its own
   belongs to the place executed before: the address tells only the function. */
typedef struct {
   PlaceId place;
   Bool is_exact;
} Found;

/* Writes the frames with lines, innermost first, and returns their number. */
static UInt unwind(ThreadId tid, Found frames[MAX_DEPTH], Bool* is_whole)
{
   Addr ips[MAX_DEPTH];
   UInt n = VG_(get_StackTrace)(tid, ips, MAX_DEPTH, NULL, NULL, 0);
   UInt found = 0;
   for (UInt i = 0; i < n; i++) {
      Found f;
      f.place = ML_(places_near)(ips[i], &f.is_exact);
      if (f.place != 0)
         frames[found++] = f;
   }
   *is_whole = n < MAX_DEPTH;
   return found;
}

static void show(const HChar* what, const PlaceId places[], UInt n)
{
   VG_(umsg)("  %s:\n", what);
   for (UInt i = 0; i < n; i++) {
      const Place* p = ML_(place)(places[i]);
      FnId fn = ML_(place_function)(places[i]);
      VG_(umsg)("    %s (%s:%u)\n", ML_(printable)(ML_(function)(fn)->name),
                ML_(printable)(ML_(file_path)(p->file)), p->line);
   }
}

static Bool agree(PlaceId ours, const Found* theirs)
{
   return theirs->is_exact
             ? ours == theirs->place
             : ML_(place_function)(ours) == ML_(place_function)(theirs->place);
}

static void show_difference(UInt frame, const PlaceId ours[], UInt n_ours,
                            const Found frames[], UInt n_theirs)
{
   PlaceId theirs[MAX_DEPTH];
   for (UInt i = 0; i < n_theirs; i++)
      theirs[i] = frames[i].place;
   VG_(umsg)("check-stacks: at event %llu the stacks differ from frame %u on\n",
             state.events, frame + 1);
   show("shadow stack", ours, n_ours);
   show("unwinder", theirs, n_theirs);
}

void ML_(stackcheck_event)(ThreadId tid, UInt every)
{
   if (state.events++ % every != 0)
      return;
   PlaceId ours[MAX_DEPTH];
   Found theirs[MAX_DEPTH];
   Bool is_whole;
   UInt n_theirs = unwind(tid, theirs, &is_whole);
   UInt n_ours = ML_(threads_walk)(tid, ours, MAX_DEPTH);
   UInt n = n_ours < n_theirs ? n_ours : n_theirs;
   UInt same = 0;
   while (same < n && agree(ours[same], &theirs[same]))
      same++;
   state.compared++;
   /* What did not fit need not be equal in number. */
   Bool cut = !is_whole || n_ours == MAX_DEPTH;
   if (same == n && (cut || n_ours == n_theirs))
      return;
   if (++state.different <= MAX_SHOWN)
      show_difference(same, ours, n_ours, theirs, n_theirs);
}

void ML_(stackcheck_report)(void)
{
   VG_(umsg)("check-stacks: %llu of %llu stacks differ\n", state.different,
             state.compared);
}
