/* Code addresses to interned places.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/places.h"

#include "base/array.h"
#include "code/extents.h"
#include "code/row_bounds.h"
#include "code/symbol.h"

/* How far back to look for a line, byte by byte, from an instruction that has
   none of its own: bounds the cost of a huge gap in a line table. */
#define MAX_LOOK_BACK 4096

/* Entries in what remembers answers; about a megabyte of code. */
#define N_ANSWERS 16384

static struct {
   Place* places;
   UInt n_places, cap_places;
   IdSet place_set;

   struct LineKey {
      FnId fn;
      FileId file;
      UInt line;
   } * line_keys;
   UInt n_line_keys, cap_line_keys;
   IdSet line_key_set;

   /* What follows is known by address, in this debug-info epoch only. */
   UInt epoch;
   /* What places_at() found last: most addresses are asked for twice, as the
      target of a jump and when it is translated. */
   struct Answer {
      Addr addr; /* 0: none */
      PlaceId place;
   } answers[N_ANSWERS];
   OSet* noted_entries; /* addresses of calls into code without symbols */
} state;

Place* ML_(place)(PlaceId id)
{
   tl_assert(id < state.n_places);
   return &state.places[id];
}

UInt ML_(n_places)(void) { return state.n_places; }

static Bool same_line_key(UInt id, const void* key)
{
   const struct LineKey *a = &state.line_keys[id], *b = key;
   return a->fn == b->fn && a->file == b->file && a->line == b->line;
}

static UInt intern_line_key(FnId fn, FileId file, UInt line)
{
   struct LineKey key = {fn, file, line};
   UInt hash = ML_(hash_mix)(ML_(hash_mix)(fn, file), line);
   UInt id = ML_(idset_find)(&state.line_key_set, hash, same_line_key, &key);
   if (id == 0) {
      id = state.n_line_keys++;
      state.line_keys = ML_(array_reserve)(
         "ml.places.line_keys", state.line_keys, &state.cap_line_keys,
         state.n_line_keys, sizeof *state.line_keys);
      state.line_keys[id] = key;
      ML_(idset_add)(&state.line_key_set, hash, id);
   }
   return id;
}

struct PlaceKey {
   PlaceId outer;
   FnId fn;
   FileId file;
   UInt line;
};

static Bool same_place(UInt id, const void* key)
{
   const Place* a = &state.places[id];
   const struct PlaceKey* b = key;
   return a->outer == b->outer && a->fn == b->fn && a->file == b->file &&
          a->line == b->line;
}

static PlaceId intern_place(PlaceId outer, FnId fn, FileId file, UInt line)
{
   struct PlaceKey key = {outer, fn, file, line};
   UInt hash =
      ML_(hash_mix)(ML_(hash_mix)(outer, fn), (ULong)file << 32 | line);
   PlaceId id = ML_(idset_find)(&state.place_set, hash, same_place, &key);
   if (id == 0) {
      id = state.n_places++;
      state.places =
         ML_(array_reserve)("ml.places.places", state.places, &state.cap_places,
                            state.n_places, sizeof *state.places);
      Place* p = &state.places[id];
      VG_(memset)(p, 0, sizeof *p);
      p->outer = outer;
      p->fn = fn;
      p->file = file;
      p->line = line;
      p->line_key = intern_line_key(fn, file, line);
      p->depth = state.places[outer].depth + 1;
      ML_(idset_add)(&state.place_set, hash, id);
   }
   return id;
}

void ML_(places_init)(void)
{
   ML_(names_init)();
   /* Number 0 of each kind stands for none. */
   state.n_places = state.n_line_keys = 1;
   state.places = ML_(array_reserve)(
      "ml.places.places", NULL, &state.cap_places, 1, sizeof *state.places);
   VG_(memset)(state.places, 0, sizeof *state.places);
}

/* Drops what is known by address only when objects came or went. */
static void check_epoch(DiEpoch ep)
{
   if (state.noted_entries != NULL && state.epoch == ep.n)
      return;
   if (state.noted_entries != NULL)
      VG_(OSetWord_Destroy)(state.noted_entries);
   state.noted_entries =
      VG_(OSetWord_Create)(VG_(malloc), "ml.places.noted_entries", VG_(free));
   VG_(memset)(state.answers, 0, sizeof state.answers);
   state.epoch = ep.n;
}

static Bool is_noted_entry(DiEpoch ep, Addr a)
{
   check_epoch(ep);
   return VG_(OSetWord_Contains)(state.noted_entries, a);
}

Bool ML_(places_is_entry)(Addr a)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   const Extent* e = ML_(extents_find)(ep, a);
   if (e && e->start == a)
      return e->is_entry && !e->is_hidden;
   return is_noted_entry(ep, a);
}

Bool ML_(places_is_new_entry)(Addr a)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   const Extent* e = ML_(extents_find)(ep, a);
   return !(e && ML_(places_at)(e->start) != 0) && !is_noted_entry(ep, a) &&
          ML_(places_at)(a) != 0;
}

void ML_(places_note_entry)(Addr a)
{
   check_epoch(VG_(current_DiEpoch)());
   VG_(OSetWord_Insert)(state.noted_entries, a);
}

FnId ML_(place_function)(PlaceId p)
{
   while (state.places[p].outer != 0)
      p = state.places[p].outer;
   return state.places[p].fn;
}

/* The place of A, which has a line of its own: the physical function's level,
   then one level for each call inlined there. */
static PlaceId resolve(DiEpoch ep, Addr a, Extent* extent, FileId file,
                       UInt line)
{
   /* If it begins with code without a line, what comes first has to do. */
   for (Addr at = extent ? extent->start : a; extent && extent->fn == 0; at++)
      ML_(extents_name)(ep, extent, at);

   InlineFrame frames[PLACE_MAX_DEPTH];
   UInt n = ML_(symbol_inline_frames)(ep, a, frames, PLACE_MAX_DEPTH - 1);
   FileId outer_file = n > 0 ? ML_(names_file)(frames[0].caller_path) : file;
   UInt outer_line = n > 0 ? frames[0].caller_line : line;
   FnId fn = extent ? extent->fn : ML_(names_function)(ep, a, "", outer_file);
   PlaceId place = intern_place(0, fn, outer_file, outer_line);
   for (UInt i = 0; i < n; i++) {
      FileId f = i + 1 < n ? ML_(names_file)(frames[i + 1].caller_path) : file;
      UInt l = i + 1 < n ? frames[i + 1].caller_line : line;
      fn = ML_(names_function)(ep, a, frames[i].function, f);
      place = intern_place(place, fn, f, l);
   }
   ML_(symbol_free_frames)(frames, n);
   return place;
}

PlaceId ML_(places_at)(Addr a)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   check_epoch(ep);
   struct Answer* answer = &state.answers[a % N_ANSWERS];
   if (answer->addr == a)
      return answer->place;
   Extent* extent = ML_(extents_find)(ep, a);
   FileId file;
   UInt line;
   answer->place =
      (extent && extent->is_hidden) || !ML_(names_line_at)(ep, a, &file, &line)
         ? 0
         : resolve(ep, a, extent, file, line);
   answer->addr = a;
   return answer->place;
}

PlaceId ML_(places_after)(Addr before, PlaceId place, Addr a)
{
   const Extent* e = ML_(extents_last)();
   Bool same =
      e && before >= e->start && a < e->end && !ML_(row_bounds_bound)(a);
   return same ? place : ML_(places_at)(a);
}

PlaceId ML_(places_near)(Addr a, Bool* is_exact)
{
   PlaceId place = ML_(places_at)(a);
   if (is_exact)
      *is_exact = place != 0;
   if (place != 0)
      return place;
   DiEpoch ep = VG_(current_DiEpoch)();
   Extent* extent = ML_(extents_find)(ep, a);
   FileId file;
   UInt line;
   Addr at = a, first = a;
   if (extent && extent->fn != 0)
      first =
         a - extent->start > MAX_LOOK_BACK ? a - MAX_LOOK_BACK : extent->start;
   if (extent && extent->is_hidden)
      return 0;
   do {
      if (at-- == first)
         return 0;
   } while (!ML_(names_line_at)(ep, at, &file, &line));
   return resolve(ep, at, extent, file, line);
}

UInt ML_(place_chain)(PlaceId p, PlaceId levels[PLACE_MAX_DEPTH])
{
   UInt n = state.places[p].depth;
   for (UInt i = n; i > 0; i--) {
      levels[i - 1] = p;
      p = state.places[p].outer;
   }
   return n;
}

Transition ML_(places_transition)(PlaceId from, PlaceId to, Bool jump_back)
{
   PlaceId chain[PLACE_MAX_DEPTH];
   PlaceLevel a[PLACE_MAX_DEPTH], b[PLACE_MAX_DEPTH];
   UInt n_a = ML_(place_chain)(from, chain);
   for (UInt i = 0; i < n_a; i++)
      a[i] =
         (PlaceLevel){ML_(place)(chain[i])->line_key, ML_(place)(chain[i])->fn};
   UInt n_b = ML_(place_chain)(to, chain);
   for (UInt i = 0; i < n_b; i++)
      b[i] =
         (PlaceLevel){ML_(place)(chain[i])->line_key, ML_(place)(chain[i])->fn};
   return ML_(account_transition)(a, n_a, b, n_b, jump_back);
}

UChar* ML_(places_functions_that_ran)(void)
{
   UChar* ran = VG_(calloc)("ml.places.ran", ML_(n_functions)(), sizeof(UChar));
   for (PlaceId p = 1; p < state.n_places; p++)
      if (state.places[p].figures.of[FIGURE_OCCURRENCES] > 0)
         ran[state.places[p].fn] = 1;
   return ran;
}

PlacesKnown ML_(places_known)(void)
{
   return (PlacesKnown){state.n_places, state.n_line_keys, ML_(n_functions)(),
                        ML_(n_files)(), ML_(extents_changes)()};
}

void ML_(places_forget)(const PlacesKnown* since)
{
   state.n_places = since->places;
   ML_(idset_forget)(&state.place_set, since->places);
   state.n_line_keys = since->line_keys;
   ML_(idset_forget)(&state.line_key_set, since->line_keys);
   ML_(names_forget)(since->functions, since->files);
   ML_(extents_forget)(since->extents);
   VG_(memset)(state.answers, 0, sizeof state.answers);
}
