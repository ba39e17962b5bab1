/* Code by symbols.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/extents.h"

#include "code/symbol.h"

static struct {
   OSet* all; /* by address; valid for this debug-info epoch only */
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

/* Drops what is known by address only when objects came or went. */
static void check_epoch(DiEpoch ep)
{
   if (state.all != NULL && state.epoch == ep.n)
      return;
   if (state.all != NULL)
      VG_(OSetGen_Destroy)(state.all);
   state.all = VG_(OSetGen_Create)(0, compare_extent, VG_(malloc),
                                   "ml.extents.all", VG_(free));
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

void ML_(extents_name)(DiEpoch ep, Extent* e, Addr a)
{
   FileId file;
   if (!file_of_function(ep, a, &file))
      return;
   HChar* name = ML_(symbol_name)(ep, e->start, &e->is_entry);
   if (!e->is_entry)
      e->fn = ML_(names_function_named)(name);
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

XArray* ML_(extents_known)(DiEpoch ep)
{
   check_epoch(ep);
   XArray* known =
      VG_(newXA)(VG_(malloc), "ml.extents.known", VG_(free), sizeof(Extent));
   const Extent* e;
   VG_(OSetGen_ResetIter)(state.all);
   while ((e = VG_(OSetGen_Next)(state.all)))
      VG_(addToXA)(known, e);
   return known;
}

UInt ML_(extents_changes)(void) { return state.n_changes; }

void ML_(extents_forget)(UInt n)
{
   XArray* known = ML_(extents_known)(VG_(current_DiEpoch)());
   for (Word i = 0; i < VG_(sizeXA)(known); i++) {
      const Extent* e = VG_(indexXA)(known, i);
      if (e->change > n)
         VG_(OSetGen_FreeNode)(state.all,
                               VG_(OSetGen_Remove)(state.all, &e->start));
   }
   VG_(deleteXA)(known);
   state.last = NULL;
}
