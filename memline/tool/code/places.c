/* Code addresses to interned places.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/places.h"

#include "base/array.h"
#include "base/stats.h"
#include "code/row_bounds.h"
#include "code/symbol.h"

/* How far back to look for a line, byte by byte, from an instruction that has
   none of its own: bounds the cost of a huge gap in a line table. */
#define MAX_LOOK_BACK 4096

/* Entries in what remembers answers; about a megabyte of code. */
#define N_ANSWERS 16384
#define N_FOUND 64

/* A function's code, as far as one symbol covers it. */
typedef struct {
   Addr start;     /* the key: first address */
   Addr end;       /* one past the last */
   FnId fn;        /* 0 if nothing in it is known to have a line */
   Bool is_entry;  /* start is where calls go (not the cold part of another) */
   Bool is_hidden; /* the host's own code inside the program: has no lines */
} Extent;

static struct {
   Place* places;
   UInt n_places, cap_places;
   IdSet place_set;

   Function* functions;
   UInt n_functions, cap_functions;
   IdSet function_set;

   const HChar** files;
   UInt n_files, cap_files;
   IdSet file_set;

   struct LineKey {
      FnId fn;
      FileId file;
      UInt line;
   } * line_keys;
   UInt n_line_keys, cap_line_keys;
   IdSet line_key_set;

   /* Extents by address; valid for this debug-info epoch only. */
   OSet* extents;
   UInt extents_epoch;
   Extent* last_extent;
   /* What places_at() found last, by address: most addresses are asked for
      twice, as the target of a jump and when it is translated. */
   struct Answer {
      Addr addr; /* 0: none */
      PlaceId place;
   } answers[N_ANSWERS];
   OSet* noted_entries; /* addresses of calls into code without symbols */

   /* The files found lately, by the core's own strings, which last as long as
      the object they come from. */
   struct Found {
      const HChar *name, *dir;
      FileId file;
   } found[N_FOUND];
} state;

Place* ML_(place)(PlaceId id)
{
   tl_assert(id < state.n_places);
   return &state.places[id];
}

Function* ML_(function)(FnId id)
{
   tl_assert(id < state.n_functions);
   return &state.functions[id];
}

const HChar* ML_(file_path)(FileId id)
{
   tl_assert(id < state.n_files);
   return state.files[id];
}

UInt ML_(n_places)(void) { return state.n_places; }
UInt ML_(n_functions)(void) { return state.n_functions; }
UInt ML_(n_files)(void) { return state.n_files; }

static Bool same_file(UInt id, const void* key)
{
   return VG_(strcmp)(state.files[id], key) == 0;
}

static FileId intern_file(const HChar* path)
{
   UInt hash = ML_(hash_string)(path);
   FileId id = ML_(idset_find)(&state.file_set, hash, same_file, path);
   if (id == 0) {
      id = state.n_files++;
      state.files =
         ML_(array_reserve)("ml.places.files", state.files, &state.cap_files,
                            state.n_files, sizeof *state.files);
      state.files[id] = VG_(strdup)("ml.places.file", path);
      ML_(idset_add)(&state.file_set, hash, id);
   }
   return id;
}

/* The file DIR/NAME.  The core returns the same strings for every row of one
   file, so nearly always this is the file asked for last. */
static FileId intern_dir_file(const HChar* dir, const HChar* name)
{
   struct Found* f = &state.found[(Addr)name / sizeof name % N_FOUND];
   if (f->name == name && f->dir == dir)
      return f->file;
   HChar* path = ML_(symbol_path)(dir, name);
   *f = (struct Found){name, dir, intern_file(path)};
   VG_(free)(path);
   return f->file;
}

struct FunctionKey {
   const HChar* name;
   FileId file;
};

static Bool same_function(UInt id, const void* key)
{
   const struct FunctionKey* k = key;
   return state.functions[id].file == k->file &&
          VG_(strcmp)(state.functions[id].name, k->name) == 0;
}

/* Whether a file belongs to the system's headers and compilers. */
static Bool is_system_file(const HChar* path)
{
   static const HChar* const prefixes[] = {"/usr/include/", "/usr/lib/",
                                           "/usr/local/include/", NULL};
   for (UInt i = 0; prefixes[i]; i++)
      if (VG_(strncmp)(path, prefixes[i], VG_(strlen)(prefixes[i])) == 0)
         return True;
   return False;
}

/* The function called NAME (already without clone suffixes) of FILE, whose
   code at A was met first. */
static FnId intern_function(DiEpoch ep, Addr a, const HChar* name, FileId file)
{
   struct FunctionKey key = {name, file};
   UInt hash = ML_(hash_mix)(ML_(hash_string)(name), file);
   FnId id = ML_(idset_find)(&state.function_set, hash, same_function, &key);
   if (id == 0) {
      id = state.n_functions++;
      state.functions = ML_(array_reserve)(
         "ml.places.functions", state.functions, &state.cap_functions,
         state.n_functions, sizeof *state.functions);
      VG_(memset)(&state.functions[id], 0, sizeof *state.functions);
      state.functions[id].name = VG_(strdup)("ml.places.function", name);
      state.functions[id].file = file;
      state.functions[id].is_system =
         is_system_file(state.files[file]) || ML_(symbol_is_system)(ep, a);
      ML_(idset_add)(&state.function_set, hash, id);
   }
   return id;
}

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

static Word compare_extent(const void* key, const void* elem)
{
   const Addr a = *(const Addr*)key;
   const Extent* e = elem;
   return a < e->start ? -1 : a >= e->end ? 1 : 0;
}

void ML_(places_init)(void)
{
   /* Number 0 of each kind stands for none. */
   state.n_places = state.n_functions = state.n_files = 1;
   state.n_line_keys = 1;
   state.places = ML_(array_reserve)(
      "ml.places.places", NULL, &state.cap_places, 1, sizeof *state.places);
   VG_(memset)(state.places, 0, sizeof *state.places);
   state.functions =
      ML_(array_reserve)("ml.places.functions", NULL, &state.cap_functions, 1,
                         sizeof *state.functions);
   VG_(memset)(state.functions, 0, sizeof *state.functions);
   state.functions[0].name = "";
   state.files = ML_(array_reserve)("ml.places.files", NULL, &state.cap_files,
                                    1, sizeof *state.files);
   state.files[0] = "";
}

/* Drops what is known by address only when objects came or went. */
static void check_epoch(DiEpoch ep)
{
   if (state.extents != NULL && state.extents_epoch == ep.n)
      return;
   if (state.extents != NULL) {
      VG_(OSetGen_Destroy)(state.extents);
      VG_(OSetWord_Destroy)(state.noted_entries);
   }
   state.extents = VG_(OSetGen_Create)(0, compare_extent, VG_(malloc),
                                       "ml.places.extents", VG_(free));
   state.noted_entries =
      VG_(OSetWord_Create)(VG_(malloc), "ml.places.noted_entries", VG_(free));
   VG_(memset)(state.answers, 0, sizeof state.answers);
   state.extents_epoch = ep.n;
   state.last_extent = NULL;
   VG_(memset)(state.found, 0, sizeof state.found);
}

/* Whether A has a line of its own; line 0 is none. */
static Bool line_at(DiEpoch ep, Addr a, FileId* file, UInt* line)
{
   const HChar *name, *dir;
   ML_(stats).look_ups++;
   if (!VG_(get_filename_linenum)(ep, a, &name, &dir, line) || *line == 0)
      return False;
   if (file)
      *file = intern_dir_file(dir, name);
   return True;
}

/* The file of the physical function at A, its first instruction: that may well
   come from a function inlined there. */
static Bool file_of_function(DiEpoch ep, Addr a, FileId* file)
{
   UInt line;
   if (!line_at(ep, a, file, &line))
      return False;
   InlineFrame frames[PLACE_MAX_DEPTH];
   UInt n = ML_(symbol_inline_frames)(ep, a, frames, PLACE_MAX_DEPTH - 1);
   if (n > 0)
      *file = intern_file(frames[0].caller_path);
   ML_(symbol_free_frames)(frames, n);
   return True;
}

/* The function called NAME that was met already, for a part of one that is
   jumped into: what it begins with tells little.  0 if there is none. */
static FnId find_function_named(const HChar* name)
{
   for (FnId id = 1; id < state.n_functions; id++)
      if (VG_(strcmp)(state.functions[id].name, name) == 0)
         return id;
   return 0;
}

/* Finds out which function E is, by its code at A; nothing if A has no line. */
static void name_extent(DiEpoch ep, Extent* e, Addr a)
{
   FileId file;
   if (!file_of_function(ep, a, &file))
      return;
   HChar* name = ML_(symbol_name)(ep, e->start, &e->is_entry);
   if (!e->is_entry)
      e->fn = find_function_named(name);
   if (e->fn == 0)
      e->fn = intern_function(ep, e->start, name, file);
   VG_(free)(name);
}

static Extent* find_extent(DiEpoch ep, Addr a)
{
   check_epoch(ep);
   Extent* last = state.last_extent;
   if (last && a >= last->start && a < last->end)
      return last;
   Extent* e = VG_(OSetGen_LookupWithCmp)(state.extents, &a, compare_extent);
   if (e == NULL) {
      Extent found;
      if (!ML_(symbol_extent)(ep, a, &found.start, &found.end))
         return NULL;
      found.is_hidden = ML_(symbol_is_host)(ep, a);
      found.fn = 0;
      found.is_entry = True;
      if (!found.is_hidden)
         name_extent(ep, &found, found.start);
      e = VG_(OSetGen_AllocNode)(state.extents, sizeof *e);
      *e = found;
      VG_(OSetGen_Insert)(state.extents, e);
   }
   state.last_extent = e;
   return e;
}

Bool ML_(places_is_entry)(Addr a)
{
   const Extent* e = find_extent(VG_(current_DiEpoch)(), a);
   if (e && e->start == a)
      return e->is_entry && !e->is_hidden;
   return VG_(OSetWord_Contains)(state.noted_entries, a);
}

Bool ML_(places_is_new_entry)(Addr a)
{
   const Extent* e = find_extent(VG_(current_DiEpoch)(), a);
   return !(e && ML_(places_at)(e->start) != 0) &&
          !VG_(OSetWord_Contains)(state.noted_entries, a) &&
          ML_(places_at)(a) != 0;
}

void ML_(places_note_entry)(Addr a)
{
   check_epoch(VG_(current_DiEpoch)());
   VG_(OSetWord_Insert)(state.noted_entries, a);
}

Bool ML_(places_same_extent)(Addr a, Addr b)
{
   const Extent* e = find_extent(VG_(current_DiEpoch)(), a);
   return e && b >= e->start && b < e->end;
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
      name_extent(ep, extent, at);

   InlineFrame frames[PLACE_MAX_DEPTH];
   UInt n = ML_(symbol_inline_frames)(ep, a, frames, PLACE_MAX_DEPTH - 1);
   FileId outer_file = n > 0 ? intern_file(frames[0].caller_path) : file;
   UInt outer_line = n > 0 ? frames[0].caller_line : line;
   FnId fn = extent ? extent->fn : intern_function(ep, a, "", outer_file);
   PlaceId place = intern_place(0, fn, outer_file, outer_line);
   for (UInt i = 0; i < n; i++) {
      FileId f = i + 1 < n ? intern_file(frames[i + 1].caller_path) : file;
      UInt l = i + 1 < n ? frames[i + 1].caller_line : line;
      fn = intern_function(ep, a, frames[i].function, f);
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
   Extent* extent = find_extent(ep, a);
   FileId file;
   UInt line;
   answer->place =
      (extent && extent->is_hidden) || !line_at(ep, a, &file, &line)
         ? 0
         : resolve(ep, a, extent, file, line);
   answer->addr = a;
   return answer->place;
}

PlaceId ML_(places_after)(Addr before, PlaceId place, Addr a)
{
   const Extent* e = state.last_extent;
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
   Extent* extent = find_extent(ep, a);
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
   } while (!line_at(ep, at, &file, &line));
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

void ML_(places_reset)(void)
{
   for (PlaceId p = 0; p < state.n_places; p++)
      VG_(memset)(&state.places[p].figures, 0, sizeof(Figures));
   for (FnId f = 0; f < state.n_functions; f++)
      state.functions[f].calls = state.functions[f].net_bytes = 0;
}

UChar* ML_(places_functions_that_ran)(void)
{
   UChar* ran = VG_(calloc)("ml.places.ran", state.n_functions, sizeof(UChar));
   for (PlaceId p = 1; p < state.n_places; p++)
      if (state.places[p].figures.occurrences > 0)
         ran[state.places[p].fn] = 1;
   return ran;
}

void ML_(places_complete)(void)
{
   DiEpoch ep = VG_(current_DiEpoch)();
   check_epoch(ep);
   UInt n_known = state.n_functions;
   UChar* ran = ML_(places_functions_that_ran)();
   XArray* ranges =
      VG_(newXA)(VG_(malloc), "ml.places.complete", VG_(free), sizeof(Extent));
   Extent* e;
   VG_(OSetGen_ResetIter)(state.extents);
   while ((e = VG_(OSetGen_Next)(state.extents)))
      if (e->fn != 0 && e->fn < n_known && ran[e->fn])
         VG_(addToXA)(ranges, e);
   VG_(free)(ran);

   for (Word i = 0; i < VG_(sizeXA)(ranges); i++) {
      const Extent* r = VG_(indexXA)(ranges, i);
      const HChar *name, *dir, *prev_name = NULL, *prev_dir = NULL;
      UInt line, prev_line = 0;
      for (Addr a = r->start; a < r->end; a = ML_(row_bounds_next)(a, r->end)) {
         if (!VG_(get_filename_linenum)(ep, a, &name, &dir, &line) || line == 0)
            continue;
         if (line != prev_line || name != prev_name || dir != prev_dir)
            ML_(places_at)(a);
         prev_line = line;
         prev_name = name;
         prev_dir = dir;
      }
   }
   VG_(deleteXA)(ranges);
}
