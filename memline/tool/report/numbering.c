/* From the tool's numbers to rows.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/numbering.h"

#include "code/places.h"
#include "heap/contexts.h"
#include "heap/totals.h"
#include "report/function_lines.h"

static Numberings state;

static Numbering new_numbering(UInt n_ids)
{
   Numbering x;
   x.n = 0;
   x.order = VG_(malloc)("ml.numbering.order", (n_ids + 1) * sizeof *x.order);
   x.row = VG_(malloc)("ml.numbering.row", (n_ids + 1) * sizeof *x.row);
   for (UInt i = 0; i < n_ids; i++)
      x.row[i] = -1;
   return x;
}

static void free_numbering(Numbering* x)
{
   VG_(free)(x->order);
   VG_(free)(x->row);
}

/* Sorts what is in ORDER from row FIRST on, and numbers it. */
static void number_from(Numbering* x, UInt first,
                        Int (*compare)(const void*, const void*))
{
   VG_(ssort)(x->order + first, x->n - first, sizeof *x->order, compare);
   for (UInt i = first; i < x->n; i++)
      x->row[x->order[i]] = i;
}

static Int compare_files(const void* a, const void* b)
{
   return VG_(strcmp)(ML_(file_path)(*(const FileId*)a),
                      ML_(file_path)(*(const FileId*)b));
}

static Int compare_functions(const void* a, const void* b)
{
   return ML_(function_lines_compare)(*(const FnId*)a, *(const FnId*)b);
}

static Int compare_ints(Int a, Int b) { return (a > b) - (a < b); }

/* Places of one depth, whose outer places have their rows already. */
static Int compare_places(const void* a, const void* b)
{
   const Place* p = ML_(place)(*(const PlaceId*)a);
   const Place* q = ML_(place)(*(const PlaceId*)b);
   Int c = compare_ints(state.functions.row[p->fn], state.functions.row[q->fn]);
   if (c == 0)
      c = compare_ints(state.files.row[p->file], state.files.row[q->file]);
   if (c == 0)
      c = p->line < q->line ? -1 : p->line > q->line;
   if (c == 0)
      c = compare_ints(state.places.row[p->outer], state.places.row[q->outer]);
   return c;
}

static void add_once(Numbering* x, UInt id)
{
   if (x->row[id] == -1) {
      x->row[id] = 0;
      x->order[x->n++] = id;
   }
}

static void number_places(void)
{
   Numbering* x = &state.places;
   UInt deepest = 0;
   for (PlaceId p = 0; p < ML_(n_places)(); p++)
      if (ML_(place)(p)->depth > deepest)
         deepest = ML_(place)(p)->depth;
   for (UInt depth = 0; depth <= deepest; depth++) {
      UInt first = x->n;
      for (PlaceId p = 0; p < ML_(n_places)(); p++)
         if (ML_(place)(p)->depth == depth)
            x->order[x->n++] = p;
      number_from(x, first, compare_places);
   }
}

/* Contexts keep the order in which they were made, parents first; those that
   neither had events, or blocks that lived, nor lead to one are left out. */
static void number_contexts(void)
{
   Numbering* x = &state.contexts;
   ULong events = ML_(totals)()->events;
   for (ContextId c = ML_(n_contexts)(); c-- > 1;) {
      const Context* k = ML_(context)(c);
      if (k->flow.allocs | k->flow.frees | k->live.blocks | k->at_peak.blocks |
          ML_(context_lifetime)(c, events))
         x->row[c] = 0;
      if (x->row[c] == 0)
         x->row[ML_(context_parent)(c)] = 0;
   }
   x->row[0] = -1;
   for (ContextId c = 1; c < ML_(n_contexts)(); c++)
      if (x->row[c] == 0) {
         x->row[c] = x->n;
         x->order[x->n++] = c;
      }
}

const Numberings* ML_(numbering_make)(void)
{
   state.files = new_numbering(ML_(n_files)());
   state.functions = new_numbering(ML_(n_functions)());
   state.places = new_numbering(ML_(n_places)());
   state.contexts = new_numbering(ML_(n_contexts)() + 1);
   for (PlaceId p = 1; p < ML_(n_places)(); p++) {
      const Place* place = ML_(place)(p);
      add_once(&state.functions, place->fn);
      add_once(&state.files, place->file);
      add_once(&state.files, ML_(function)(place->fn)->file);
   }
   number_from(&state.files, 0, compare_files);
   number_from(&state.functions, 0, compare_functions);
   number_places();
   number_contexts();
   return &state;
}

void ML_(numbering_free)(void)
{
   free_numbering(&state.files);
   free_numbering(&state.functions);
   free_numbering(&state.places);
   free_numbering(&state.contexts);
}
