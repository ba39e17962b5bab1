/* Files and functions, each stored once.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "code/names.h"

#include "base/array.h"
#include "base/stats.h"
#include "code/source_path.h"
#include "code/symbol.h"

#define N_FOUND 64

static struct {
   Function* functions;
   UInt n_functions, cap_functions;
   IdSet function_set;

   const HChar** files;
   UInt n_files, cap_files;
   IdSet file_set;

   /* Other ways to spell their paths. */
   struct Spelling {
      HChar* path;
      FileId file;
   } * spellings;
   UInt n_spellings, cap_spellings;
   IdSet spelling_set;

   /* The files found lately, by the core's own strings, which last as long as
      the object they come from: valid for this debug-info epoch only. */
   struct Found {
      const HChar *name, *dir;
      FileId file;
   } found[N_FOUND];
   UInt found_epoch;
} state;

void ML_(names_init)(void)
{
   /* Number 0 of each kind stands for none. */
   state.n_functions = state.n_files = state.n_spellings = 1;
   state.functions =
      ML_(array_reserve)("ml.names.functions", NULL, &state.cap_functions, 1,
                         sizeof *state.functions);
   VG_(memset)(state.functions, 0, sizeof *state.functions);
   state.functions[0].name = "";
   state.files = ML_(array_reserve)("ml.names.files", NULL, &state.cap_files, 1,
                                    sizeof *state.files);
   state.files[0] = "";
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

UInt ML_(n_functions)(void) { return state.n_functions; }
UInt ML_(n_files)(void) { return state.n_files; }

static Bool same_file(UInt id, const void* key)
{
   return VG_(strcmp)(state.files[id], key) == 0;
}

static Bool same_spelling(UInt id, const void* key)
{
   return VG_(strcmp)(state.spellings[id].path, key) == 0;
}

/* The file at PATH, which is resolved. */
static FileId intern_file(const HChar* path)
{
   UInt hash = ML_(hash_string)(path);
   FileId id = ML_(idset_find)(&state.file_set, hash, same_file, path);
   if (id == 0) {
      id = state.n_files++;
      state.files =
         ML_(array_reserve)("ml.names.files", state.files, &state.cap_files,
                            state.n_files, sizeof *state.files);
      state.files[id] = VG_(strdup)("ml.names.file", path);
      ML_(idset_add)(&state.file_set, hash, id);
   }
   return id;
}

FileId ML_(names_file)(const HChar* path)
{
   if (!ML_(source_path_is_spelled)(path))
      return intern_file(path);
   UInt hash = ML_(hash_string)(path);
   UInt id = ML_(idset_find)(&state.spelling_set, hash, same_spelling, path);
   if (id == 0) {
      HChar* resolved = ML_(source_path_resolve)(path);
      FileId file = intern_file(resolved);
      VG_(free)(resolved);
      id = state.n_spellings++;
      state.spellings = ML_(array_reserve)(
         "ml.names.spellings", state.spellings, &state.cap_spellings,
         state.n_spellings, sizeof *state.spellings);
      state.spellings[id] =
         (struct Spelling){VG_(strdup)("ml.names.spelling", path), file};
      ML_(idset_add)(&state.spelling_set, hash, id);
   }
   return state.spellings[id].file;
}

/* The file DIR/NAME.  The core returns the same strings for every row of one
   file, so nearly always this is the file asked for last. */
static FileId dir_file(DiEpoch ep, const HChar* dir, const HChar* name)
{
   if (state.found_epoch != ep.n) {
      VG_(memset)(state.found, 0, sizeof state.found);
      state.found_epoch = ep.n;
   }
   struct Found* f = &state.found[(Addr)name / sizeof name % N_FOUND];
   if (f->name == name && f->dir == dir)
      return f->file;
   HChar* path = ML_(source_path_join)(dir, name);
   *f = (struct Found){name, dir, ML_(names_file)(path)};
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

static UInt hash_function(const HChar* name, FileId file)
{
   return ML_(hash_mix)(ML_(hash_string)(name), file);
}

FnId ML_(names_function_met)(const HChar* name, FileId file)
{
   struct FunctionKey key = {name, file};
   return ML_(idset_find)(&state.function_set, hash_function(name, file),
                          same_function, &key);
}

FnId ML_(names_function)(DiEpoch ep, Addr a, const HChar* name, FileId file)
{
   FnId id = ML_(names_function_met)(name, file);
   if (id == 0) {
      id = state.n_functions++;
      state.functions = ML_(array_reserve)(
         "ml.names.functions", state.functions, &state.cap_functions,
         state.n_functions, sizeof *state.functions);
      VG_(memset)(&state.functions[id], 0, sizeof *state.functions);
      state.functions[id].name = VG_(strdup)("ml.names.function", name);
      state.functions[id].file = file;
      state.functions[id].is_system =
         is_system_file(state.files[file]) || ML_(symbol_is_system)(ep, a);
      ML_(idset_add)(&state.function_set, hash_function(name, file), id);
   }
   return id;
}

Bool ML_(names_is_met)(const HChar* name)
{
   for (FnId id = 1; id < state.n_functions; id++)
      if (VG_(strcmp)(state.functions[id].name, name) == 0)
         return True;
   return False;
}

Bool ML_(names_line_at)(DiEpoch ep, Addr a, FileId* file, UInt* line)
{
   const HChar *name, *dir;
   ML_(stats).look_ups++;
   if (!VG_(get_filename_linenum)(ep, a, &name, &dir, line) || *line == 0)
      return False;
   if (file)
      *file = dir_file(ep, dir, name);
   return True;
}

/* From the first one on that leads to a file from FIRST on: they are in the
   order in which they were met. */
static void forget_spellings(FileId first)
{
   UInt n = 1;
   while (n < state.n_spellings && state.spellings[n].file < first)
      n++;
   ML_(idset_forget)(&state.spelling_set, n);
   while (state.n_spellings > n)
      VG_(free)(state.spellings[--state.n_spellings].path);
}

void ML_(names_forget)(UInt n_functions, UInt n_files)
{
   ML_(idset_forget)(&state.function_set, n_functions);
   while (state.n_functions > n_functions)
      VG_(free)((HChar*)state.functions[--state.n_functions].name);
   forget_spellings(n_files);
   ML_(idset_forget)(&state.file_set, n_files);
   while (state.n_files > n_files)
      VG_(free)((HChar*)state.files[--state.n_files]);
   VG_(memset)(state.found, 0, sizeof state.found);
}

void ML_(names_reset)(void)
{
   for (FnId f = 1; f < state.n_functions; f++)
      state.functions[f].entered = 0;
}
