/* The profile file.

   Everything is numbered anew for it, in an order that depends on names and
   lines only, so that two runs that did the same write the same bytes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/profile_out.h"

#include "base/arch.h"
#include "base/options.h"
#include "code/places.h"
#include "heap/blocks.h"
#include "heap/contexts.h"
#include "heap/sizes.h"
#include "heap/totals.h"
#include "report/function_lines.h"
#include "report/json_out.h"
#include "report/source_text.h"
#include "shared/profile.h"

/* From the tool's numbers to the rows of one table in the file. */
typedef struct {
   UInt* order; /* by row: the tool's number */
   Int* row;    /* by number: its row; -1 if it is not written */
   UInt n;
} Numbering;

static struct {
   Json json;
   Numbering files, functions, places, contexts;

   HChar* first_path; /* worked out when the run began; NULL once it is used */
   Int first_pid;
} state;

static Numbering new_numbering(UInt n_ids)
{
   Numbering x;
   x.n = 0;
   x.order = VG_(malloc)("ml.profile_out.order", (n_ids + 1) * sizeof *x.order);
   x.row = VG_(malloc)("ml.profile_out.row", (n_ids + 1) * sizeof *x.row);
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

static void number_all(void)
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
}

static void free_all(void)
{
   free_numbering(&state.files);
   free_numbering(&state.functions);
   free_numbering(&state.places);
   free_numbering(&state.contexts);
}

/* Short names for what the rest of this file does all the time. */

static void raw(const HChar* text) { ML_(json_out_raw)(&state.json, text); }

static void string(const HChar* text)
{
   ML_(json_out_string)(&state.json, text);
}

static void cell(ULong value) { ML_(json_out_cell)(&state.json, value); }

static void cell_if(Bool known, ULong value)
{
   if (known)
      cell(value);
   else
      raw(",null");
}

static void key(const HChar* name)
{
   raw(",\n");
   string(name);
   raw(": ");
}

static void begin_table(const HChar* name, const HChar* const columns[])
{
   key(name);
   raw("{\"columns\": [");
   for (UInt i = 0; columns[i]; i++) {
      raw(i > 0 ? ", " : "");
      string(columns[i]);
   }
   raw("],\n\"rows\": [");
}

static void begin_row(UInt i) { raw(i > 0 ? ",\n[" : "\n["); }

static void end_table(void) { raw("\n]}"); }

static void write_flow(const Flow* f)
{
   cell(f->allocated);
   cell(f->freed);
   cell(f->allocs);
   cell(f->frees);
}

static void write_stocks(const Stock* first, const Stock* second)
{
   cell(first->bytes);
   cell(first->blocks);
   cell(second->bytes);
   cell(second->blocks);
}

static void write_command(void)
{
   key("command");
   raw("[");
   string(VG_(args_the_exename));
   for (Word i = 0; i < VG_(sizeXA)(VG_(args_for_client)); i++) {
      raw(", ");
      string(*(HChar**)VG_(indexXA)(VG_(args_for_client), i));
   }
   raw("]");
}

/* Whether two options, as given, have the same name. */
static Bool same_option(const HChar* a, const HChar* b)
{
   while (*a == *b && *a && *a != '=') {
      a++;
      b++;
   }
   return *a == *b;
}

static const HChar* option(Word i)
{
   return *(const HChar**)VG_(indexXA)(ML_(options)()->given, i);
}

/* Writes the values of all options with the name of number I. */
static void write_option(Word i, Word n)
{
   const HChar* name = option(i) + 2;
   const HChar* equals = VG_(strchr)(name, '=');
   HChar* bare = VG_(strdup)("ml.profile_out.option", name);
   bare[equals - name] = 0;
   string(bare);
   VG_(free)(bare);
   Word times = 0;
   for (Word j = i; j < n; j++)
      times += same_option(option(i), option(j));
   raw(times > 1 ? ": [" : ": ");
   Bool later = False;
   for (Word j = i; j < n; j++)
      if (same_option(option(i), option(j))) {
         raw(later ? ", " : "");
         string(VG_(strchr)(option(j), '=') + 1);
         later = True;
      }
   raw(times > 1 ? "]" : "");
}

static void write_options(void)
{
   key("options");
   raw("{");
   Bool later = False;
   Word n = VG_(sizeXA)(ML_(options)()->given);
   for (Word i = 0; i < n; i++) {
      Bool seen = False;
      for (Word j = 0; j < i; j++)
         seen |= same_option(option(i), option(j));
      if (seen)
         continue;
      raw(later ? ", " : "");
      write_option(i, n);
      later = True;
   }
   raw("}");
}

static void write_totals(void)
{
   const Totals* t = ML_(totals)();
   const struct {
      const HChar* name;
      ULong value;
   } rows[] = {
      {"allocs", t->flow.allocs},
      {"frees", t->flow.frees},
      {"allocated", t->flow.allocated},
      {"freed", t->flow.freed},
      {"at_exit_bytes", ML_(live)->bytes},
      {"at_exit_blocks", ML_(live)->blocks},
      {"peak_bytes", t->peak.bytes},
      {"peak_blocks", t->peak.blocks},
      {"peak_event", t->peak_event},
      {"events", t->events},
      {"inherited_bytes", t->inherited.bytes},
      {"inherited_blocks", t->inherited.blocks},
      {"ignored_frees", t->ignored_frees},
   };
   key("totals");
   for (UInt i = 0; i < sizeof rows / sizeof *rows; i++) {
      raw(i > 0 ? ", " : "{");
      string(rows[i].name);
      raw(": ");
      ML_(json_out_unsigned)(&state.json, rows[i].value);
   }
   raw("}");
}

static void write_files(void)
{
   key("files");
   raw("[");
   for (UInt i = 0; i < state.files.n; i++) {
      raw(i > 0 ? ",\n" : "\n");
      string(ML_(file_path)(state.files.order[i]));
   }
   raw("\n]");
}

/* What the source files held when the run ended, so that a reader can tell
   whether it shows the text that was profiled.  Those that cannot be read are
   left out. */
static void write_sources(void)
{
   static const HChar* const columns[] = {"file", "size", "hash", NULL};
   begin_table("sources", columns);
   UInt rows = 0;
   for (UInt i = 0; i < state.files.n; i++) {
      ULong size, hash;
      HChar text[17];
      if (!ML_(source_text_digest)(ML_(file_path)(state.files.order[i]), &size,
                                   &hash))
         continue;
      begin_row(rows++);
      ML_(json_out_unsigned)(&state.json, i);
      cell(size);
      raw(",");
      VG_(sprintf)(text, "%016llx", hash);
      string(text);
      raw("]");
   }
   end_table();
}

/* The largest peak of any place of each function. */
static UWord* function_peaks(void)
{
   UWord* peaks =
      VG_(calloc)("ml.profile_out.peaks", ML_(n_functions)(), sizeof *peaks);
   for (PlaceId p = 1; p < ML_(n_places)(); p++) {
      const Place* place = ML_(place)(p);
      if (place->figures.occurrences > 0 &&
          place->figures.peak > peaks[place->fn])
         peaks[place->fn] = place->figures.peak;
   }
   return peaks;
}

static void write_functions(void)
{
   static const HChar* const columns[] = {"name", "file", "system", "calls",
                                          "net",  "peak", NULL};
   UWord* peaks = function_peaks();
   UChar* ran = ML_(places_functions_that_ran)();
   begin_table("functions", columns);
   for (UInt i = 0; i < state.functions.n; i++) {
      FnId id = state.functions.order[i];
      const Function* f = ML_(function)(id);
      begin_row(i);
      string(f->name);
      cell(state.files.row[f->file]);
      cell(f->is_system);
      cell(f->calls);
      raw(",");
      ML_(json_out_signed)(&state.json, f->net_bytes);
      cell_if(ran[id], peaks[id]);
      raw("]");
   }
   end_table();
   VG_(free)(ran);
   VG_(free)(peaks);
}

static void write_places(void)
{
   static const HChar* const columns[] = {
      "outer",          "function",      "file",           "line",
      "occurrences",    "mem_usage",     "peak",           "allocated",
      "freed",          "allocs",        "frees",          "self_allocated",
      "self_freed",     "self_allocs",   "self_frees",     "at_peak_bytes",
      "at_peak_blocks", "at_exit_bytes", "at_exit_blocks", NULL};
   begin_table("places", columns);
   for (UInt i = 0; i < state.places.n; i++) {
      const Place* p = ML_(place)(state.places.order[i]);
      const Figures* f = &p->figures;
      begin_row(i);
      if (p->depth <= 1)
         raw("-1");
      else
         ML_(json_out_unsigned)(&state.json, state.places.row[p->outer]);
      if (p->depth == 0) {
         raw(",-1,-1");
      } else {
         cell(state.functions.row[p->fn]);
         cell(state.files.row[p->file]);
      }
      cell(p->line);
      cell(f->occurrences);
      cell_if(f->occurrences > 0, f->mem_usage);
      cell_if(f->occurrences > 0, f->peak);
      write_flow(&f->flow);
      write_flow(&f->self);
      write_stocks(&f->at_peak, &f->at_exit);
      raw("]");
   }
   end_table();
}

static void write_contexts(void)
{
   static const HChar* const columns[] = {"parent",          "place",
                                          "allocated",       "freed",
                                          "allocs",          "frees",
                                          "at_peak_bytes",   "at_peak_blocks",
                                          "at_exit_bytes",   "at_exit_blocks",
                                          "max_bytes",       "max_blocks",
                                          "temporary_bytes", "temporary_blocks",
                                          "lifetime",        NULL};
   begin_table("contexts", columns);
   for (UInt i = 0; i < state.contexts.n; i++) {
      ContextId id = state.contexts.order[i];
      const Context* c = ML_(context)(id);
      begin_row(i);
      ML_(json_out_signed)(&state.json,
                           state.contexts.row[ML_(context_parent)(id)]);
      cell(state.places.row[ML_(context_place)(id)]);
      write_flow(&c->flow);
      write_stocks(&c->at_peak, &c->live);
      write_stocks(&c->most, &c->temporary);
      cell(ML_(context_lifetime)(id, ML_(totals)()->events));
      raw("]");
   }
   end_table();
}

/* The classes of sizes that each place has blocks of. */
static void write_sizes(void)
{
   static const HChar* const columns[] = {"place", "bits", "bytes", "blocks",
                                          NULL};
   begin_table("sizes", columns);
   UInt rows = 0;
   for (UInt i = 0; i < state.places.n; i++) {
      const Sizes* sizes = ML_(sizes_find)(state.places.order[i]);
      for (UInt bits = 0; sizes && bits < SIZES_CLASSES; bits++) {
         const Stock* class = &sizes->classes[bits];
         if (class->blocks == 0)
            continue;
         begin_row(rows++);
         ML_(json_out_unsigned)(&state.json, i);
         cell(bits);
         cell(class->bytes);
         cell(class->blocks);
         raw("]");
      }
   }
   end_table();
}

static void write_all(const HChar* end)
{
   raw("{\"format\": ");
   string(PROFILE_FORMAT);
   key("version");
   ML_(json_out_unsigned)(&state.json, PROFILE_VERSION);
   key("tool");
   string(MEMLINE_VERSION);
   key("host");
   string(MEMLINE_HOST_VERSION);
   key("platform");
   string(ARCH_PLATFORM);
   write_command();
   write_options();
   key("end");
   string(end);
   write_totals();
   write_files();
   write_sources();
   write_functions();
   write_places();
   write_contexts();
   write_sizes();
   raw("}\n");
   ML_(json_out_flush)(&state.json);
}

static void tell_failure(const HChar* path, Int error)
{
   static const struct {
      Int number;
      const HChar* text;
   } known[] = {
      {VKI_EACCES, "permission denied"},
      {VKI_ENOENT, "no such directory"},
      {VKI_ENOTDIR, "its directory is a file"},
      {VKI_EISDIR, "it is a directory"},
      {VKI_ENOSPC, "no space left on the device"},
      {VKI_EROFS, "the file system is read-only"},
   };
   for (UInt i = 0; i < sizeof known / sizeof *known; i++)
      if (known[i].number == error) {
         VG_(umsg)("Cannot write the profile %s: %s.\n", path, known[i].text);
         return;
      }
   VG_(umsg)("Cannot write the profile %s: error %d.\n", path, error);
}

static HChar* expand_path(void)
{
   return VG_(expand_file_name)("--memline-out-file", ML_(options)()->out_file);
}

void ML_(profile_out_init)(void)
{
   state.first_path = expand_path();
   state.first_pid = VG_(getpid)();
}

HChar* ML_(profile_out_path)(void)
{
   HChar* path = state.first_path;
   if (path == NULL || state.first_pid != VG_(getpid)())
      return expand_path();
   state.first_path = NULL;
   return path;
}

/* Writes the profile to what is at PATH now, or makes it; returns the error. */
static Int write_to(const HChar* path, const HChar* end)
{
   SysRes opened =
      VG_(open)(path, VKI_O_CREAT | VKI_O_TRUNC | VKI_O_WRONLY,
                VKI_S_IRUSR | VKI_S_IWUSR | VKI_S_IRGRP | VKI_S_IROTH);
   if (sr_isError(opened))
      return sr_Err(opened);
   state.json.fd = sr_Res(opened);
   state.json.used = 0;
   state.json.error = 0;
   number_all();
   write_all(end);
   free_all();
   VG_(close)(state.json.fd);
   return state.json.error;
}

/* The same by way of a temporary file in the same directory. */
static Int replace(const HChar* path, const HChar* end)
{
   HChar* temporary =
      VG_(malloc)("ml.profile_out.path", VG_(strlen)(path) + 32);
   VG_(sprintf)(temporary, "%s.%d.tmp", path, VG_(getpid)());
   Int error = write_to(temporary, end);
   if (error == 0 && VG_(rename)(temporary, path) != 0)
      error = VKI_EACCES;
   if (error != 0)
      VG_(unlink)(temporary);
   VG_(free)(temporary);
   return error;
}

Bool ML_(profile_out_write)(const HChar* path, const HChar* end)
{
   struct vg_stat status;
   SysRes found = VG_(stat)(path, &status);
   Int error;
   if (!sr_isError(found) && VKI_S_ISDIR(status.mode))
      error = VKI_EISDIR;
   else if (!sr_isError(found) && !VKI_S_ISREG(status.mode))
      error = write_to(path, end);
   else
      error = replace(path, end);
   if (error != 0)
      tell_failure(path, error);
   return error == 0;
}
