/* Frames.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "frames.h"

#include "array.h"

struct Frame {
   ContextId context; /* of the place on which the caller stands */
   UInt first_level;  /* of the caller's place */
   Flow flow;         /* of all events inside, from the push on */
   UWord peak;        /* the largest H at any of them */
   /* The context asked for last, and the place it is for. */
   PlaceId last_place;
   ContextId last_context;
};

struct Level {
   PlaceId place;
   UInt outer;     /* the next level further out of the same function */
   Flow leave_out; /* what inner activations of the function account for */
};

#define NONE (~0u)

void ML_(frames_init)(Frames* frames)
{
   VG_(memset)(frames, 0, sizeof *frames);
   frames->items = ML_(array_reserve)("ml.frames.frames", NULL, &frames->cap,
                                      1, sizeof(Frame));
   VG_(memset)(&frames->items[0], 0, sizeof(Frame));
   frames->n = 1;
}

void ML_(frames_free)(Frames* frames)
{
   VG_(free)(frames->items);
   if (frames->levels)
      VG_(free)(frames->levels);
   if (frames->innermost)
      VG_(free)(frames->innermost);
}

static UInt* innermost_of(Frames* frames, FnId fn)
{
   if (fn >= frames->n_innermost) {
      UInt n = fn + fn / 2 + 64;
      frames->innermost =
         VG_(realloc)("ml.frames.innermost", frames->innermost,
                      n * sizeof *frames->innermost);
      for (UInt i = frames->n_innermost; i < n; i++)
         frames->innermost[i] = NONE;
      frames->n_innermost = n;
   }
   return &frames->innermost[fn];
}

static void push_levels(Frames* frames, PlaceId place)
{
   PlaceId chain[PLACE_MAX_DEPTH];
   UInt n = ML_(place_chain)(place, chain);
   frames->levels = ML_(array_reserve)("ml.frames.levels", frames->levels,
                                       &frames->cap_levels,
                                       frames->n_levels + n, sizeof(Level));
   for (UInt i = 0; i < n; i++) {
      UInt* innermost = innermost_of(frames, ML_(place)(chain[i])->fn);
      Level* l = &frames->levels[frames->n_levels];
      VG_(memset)(l, 0, sizeof *l);
      l->place = chain[i];
      l->outer = *innermost;
      *innermost = frames->n_levels++;
   }
}

/* Takes off the levels from FIRST on, innermost first: FLOW happened during a
   visit of each, less what it is to leave out.  The outermost level of a
   function has its net. */
static void pop_levels(Frames* frames, UInt first, const Flow* flow,
                       UWord peak)
{
   while (frames->n_levels > first) {
      Level* l = &frames->levels[--frames->n_levels];
      Place* p = ML_(place)(l->place);
      ML_(flow_add)(&p->figures.flow, flow);
      ML_(flow_subtract)(&p->figures.flow, &l->leave_out);
      if (peak > p->figures.peak)
         p->figures.peak = peak;
      if (l->outer != NONE)
         ML_(flow_add)(&frames->levels[l->outer].leave_out, flow);
      else
         ML_(function)(p->fn)->net_bytes += flow->allocated - flow->freed;
      *innermost_of(frames, p->fn) = l->outer;
   }
}

void ML_(frames_push)(Frames* frames, PlaceId caller)
{
   frames->items =
      ML_(array_reserve)("ml.frames.frames", frames->items, &frames->cap,
                         frames->n + 1, sizeof(Frame));
   Frame* f = &frames->items[frames->n++];
   VG_(memset)(f, 0, sizeof *f);
   f->context = caller ? ML_(contexts_child)(f[-1].context, caller)
                       : f[-1].context;
   f->first_level = frames->n_levels;
   push_levels(frames, caller);
}

void ML_(frames_pop)(Frames* frames)
{
   tl_assert(frames->n > 1);
   Frame* f = &frames->items[--frames->n];
   Frame* caller = f - 1;
   pop_levels(frames, f->first_level, &f->flow, f->peak);
   ML_(flow_add)(&caller->flow, &f->flow);
   if (f->peak > caller->peak)
      caller->peak = f->peak;
}

/* The context of events at PLACE in the activation of frame F. */
static ContextId context_at(Frame* f, PlaceId place)
{
   if (place == 0 && f->context != 0)
      return f->context;
   if (f->last_context == 0 || f->last_place != place) {
      f->last_context = ML_(contexts_child)(f->context, place);
      f->last_place = place;
   }
   return f->last_context;
}

ContextId ML_(frames_charge)(Frames* frames, PlaceId place, const Flow* flow,
                             UWord peak_h)
{
   Frame* f = &frames->items[frames->n - 1];
   ML_(flow_add)(&f->flow, flow);
   if (peak_h > f->peak)
      f->peak = peak_h;
   ContextId context = context_at(f, place);
   Place* self = ML_(place)(ML_(context)(context)->place);
   ML_(flow_add)(&self->figures.self, flow);
   if (place != 0) {
      /* As if it were the place of a caller, and the callee ended at once. */
      UInt first = frames->n_levels;
      push_levels(frames, place);
      pop_levels(frames, first, flow, peak_h);
   } else if (frames->n == 1) {
      ML_(flow_add)(&self->figures.flow, flow);
   }
   return context;
}

void ML_(frames_reset)(Frames* frames)
{
   for (UInt i = 0; i < frames->n; i++) {
      VG_(memset)(&frames->items[i].flow, 0, sizeof(Flow));
      frames->items[i].peak = 0;
   }
   for (UInt i = 0; i < frames->n_levels; i++)
      VG_(memset)(&frames->levels[i].leave_out, 0, sizeof(Flow));
}
