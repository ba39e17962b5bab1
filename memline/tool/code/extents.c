/* Code by symbols.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/extents.h"

#include "code/row_bounds.h"
#include "code/symbol.h"

static struct {
   OSet* all; /* by address; valid for this debug-info epoch only */
   OSet* old; /* of functions, from the epochs before: what is still there */
   UInt epoch;
   Extent* last;
   UInt n_changes;
} state;

static Word compare_extent(const void* key, const void* elem)
{
   const Addr a = *(const Addr*)key;
   const Extent* e = elem;
   return a < e->start ? -1 : a >= e->end ? 1 : 0;
}

static OSet* new_extents(void)
{
   return VG_(OSetGen_Create)(0, compare_extent, VG_(malloc), "ml.extents.all",
                              VG_(free));
}

static void keep_old(const Extent* e)
{
   if (e->fn == 0 || VG_(OSetGen_Contains)(state.old, &e->start))
      return;
   Extent* kept = VG_(OSetGen_AllocNode)(state.old, sizeof *kept);
   *kept = *e;
   VG_(OSetGen_Insert)(state.old, kept);
}

/* Begins anew when objects came or went. */
static void check_epoch(DiEpoch ep)
{
   if (state.all != NULL && state.epoch == ep.n)
      return;
   if (state.all == NULL) {
      state.old = new_extents();
   } else {
      const Extent* e;
      VG_(OSetGen_ResetIter)(state.all);
      while ((e = VG_(OSetGen_Next)(state.all)))
         keep_old(e);
      VG_(OSetGen_Destroy)(state.all);
   }
   state.all = new_extents();
   state.epoch = ep.n;
   state.last = NULL;
}

/* The file of the physical function at A, its first instruction: that may well
   come from a function inlined there. */
static Bool file_of_function(DiEpoch ep, Addr a, FileId* file)
{
   UInt line;
   if (!ML_(names_line_at)(ep, a, file, &line))
      return False;
   InlineFrame outermost;
   UInt n = ML_(symbol_inline_frames)(ep, a, &outermost, 1);
   if (n > 0)
      *file = ML_(names_file)(outermost.caller_path);
   ML_(symbol_free_frames)(&outermost, n);
   return True;
}

static Bool is_called(FnId fn, const HChar* name)
{
   return fn != 0 && VG_(strcmp)(ML_(function)(fn)->name, name) == 0;
}

/* Of the functions called NAME in the object of E the one that is nearest to
   E, or 0. */
static FnId nearest_called(DiEpoch ep, const Extent* e, const HChar* name)
{
   const DebugInfo* object = VG_(find_DebugInfo)(ep, e->start);
   FnId nearest = 0;
   Addr least = ~(Addr)0;
   const Extent* f;
   VG_(OSetGen_ResetIter)(state.all);
   while ((f = VG_(OSetGen_Next)(state.all))) {
      Addr apart =
         f->start < e->start ? e->start - f->start : f->start - e->start;
      if (apart < least && f->is_entry && is_called(f->fn, name) &&
          VG_(find_DebugInfo)(ep, f->start) == object) {
         nearest = f->fn;
         least = apart;
      }
   }
   return nearest;
}

/* The function called NAME that E is a part of; 0 if it seems to be none. There
   may be several: in files of their own, of one program.  What E begins with
   tells little, for it may come from a header; but some line of it is mostly of
   the file in which its function begins.  Else it is the one from which control
   is about to come: its code was asked for last. */
static FnId function_of_part(DiEpoch ep, const Extent* e, const HChar* name)
{
   for (Addr a = e->start; a < e->end; a = ML_(row_bounds_next)(a, e->end)) {
      FileId file;
      FnId fn = file_of_function(ep, a, &file)
                   ? ML_(names_function_met)(name, file)
                   : 0;
      if (fn != 0)
         return fn;
   }
   if (state.last && is_called(state.last->fn, name))
      return state.last->fn;
   if (ML_(symbol_is_mangled)(ep, e->start))
      return nearest_called(ep, e, name);
   if (ML_(names_is_met)(name))
      return 0;
   /* It may be known by another of its names. */
   Addr start = ML_(symbol_of_part)(ep, e->start);
   const Extent* whole = start ? ML_(extents_find)(ep, start) : NULL;
   return whole ? whole->fn : 0;
}

void ML_(extents_name)(DiEpoch ep, Extent* e, Addr a)
{
   FileId file;
   if (!file_of_function(ep, a, &file))
      return;
   Bool is_part;
   HChar* name = ML_(symbol_name)(ep, e->start, &is_part);
   if (is_part) {
      e->fn = function_of_part(ep, e, name);
      /* A name may end like that: main.cold of Go, which main does not have. */
      if (e->fn == 0 && !ML_(symbol_is_mangled)(ep, e->start)) {
         is_part = False;
         VG_(free)(name);
         name = ML_(symbol_whole_name)(ep, e->start);
      }
   }
   e->is_entry = !is_part;
   if (e->fn == 0)
      e->fn = ML_(names_function)(ep, e->start, name, file);
   e->change = ++state.n_changes;
   VG_(free)(name);
}

Extent* ML_(extents_find)(DiEpoch ep, Addr a)
{
   check_epoch(ep);
   Extent* last = state.last;
   if (last && a >= last->start && a < last->end)
      return last;
   Extent* e = VG_(OSetGen_LookupWithCmp)(state.all, &a, compare_extent);
   if (e == NULL) {
      Extent found;
      if (!ML_(symbol_extent)(ep, a, &found.start, &found.end))
         return NULL;
      found.is_hidden = ML_(symbol_is_host)(ep, a);
      found.fn = 0;
      found.is_entry = True;
      found.change = ++state.n_changes;
      if (!found.is_hidden)
         ML_(extents_name)(ep, &found, found.start);
      e = VG_(OSetGen_AllocNode)(state.all, sizeof *e);
      *e = found;
      VG_(OSetGen_Insert)(state.all, e);
   }
   state.last = e;
   return e;
}

Extent* ML_(extents_last)(void) { return state.last; }

Bool ML_(extents_same)(Addr a, Addr b)
{
   const Extent* e = ML_(extents_find)(VG_(current_DiEpoch)(), a);
   return e && b >= e->start && b < e->end;
}

/* Whether the code of E is what it was when E was found. */
static Bool is_there(DiEpoch ep, const Extent* e)
{
   Addr start, end;
   return ML_(symbol_extent)(ep, e->start, &start, &end) && start == e->start &&
          end == e->end;
}

XArray* ML_(extents_functions)(DiEpoch ep, Addr from, Addr end)
{
   check_epoch(ep);
   XArray* found = VG_(newXA)(VG_(malloc), "ml.extents.functions", VG_(free),
                              sizeof(Extent));
   const Extent* e;
   VG_(OSetGen_ResetIterAt)(state.old, &from);
   while ((e = VG_(OSetGen_Next)(state.old)) && e->start < end)
      if (!VG_(OSetGen_Contains)(state.all, &e->start) && is_there(ep, e))
         VG_(addToXA)(found, e);
   VG_(OSetGen_ResetIterAt)(state.all, &from);
   while ((e = VG_(OSetGen_Next)(state.all)) && e->start < end)
      if (e->fn != 0)
         VG_(addToXA)(found, e);
   return found;
}

/* Drops those of SET between two addresses that changed after N changes. */
static void drop(OSet* set, Addr from, Addr end, UInt n)
{
   XArray* starts =
      VG_(newXA)(VG_(malloc), "ml.extents.drop", VG_(free), sizeof(Addr));
   const Extent* e;
   VG_(OSetGen_ResetIterAt)(set, &from);
   while ((e = VG_(OSetGen_Next)(set)) && e->start < end)
      if (e->change > n)
         VG_(addToXA)(starts, &e->start);
   for (Word i = 0; i < VG_(sizeXA)(starts); i++)
      VG_(OSetGen_FreeNode)(set,
                            VG_(OSetGen_Remove)(set, VG_(indexXA)(starts, i)));
   VG_(deleteXA)(starts);
   state.last = NULL;
}

void ML_(extents_drop)(Addr from, Addr end)
{
   drop(state.old, from, end, 0);
   drop(state.all, from, end, 0);
}

UInt ML_(extents_changes)(void) { return state.n_changes; }

void ML_(extents_forget)(UInt n)
{
   check_epoch(VG_(current_DiEpoch)());
   drop(state.all, 0, ~(Addr)0, n);
}
