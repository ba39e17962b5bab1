/* The parts of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/profile_parts.h"

#include "base/arch.h"
#include "base/options.h"
#include "code/places.h"
#include "heap/blocks.h"
#include "heap/contexts.h"
#include "heap/sizes.h"
#include "heap/totals.h"
#include "report/numbering.h"
#include "report/source_text.h"
#include "shared/profile.h"

/* What is being written. */
static struct {
   Json* json;
   const Numberings* rows;
   const HChar* end; /* how the run ended */
} state;

/* Short names for what the rest of this file does all the time. */

static void raw(const HChar* text) { ML_(json_out_raw)(state.json, text); }

static void string(const HChar* text)
{
   ML_(json_out_string)(state.json, text);
}

/* What stands in one column of a row. */
typedef struct {
   const HChar* text; /* NULL: a number */
   Long number;       /* FIGURE_NONE is null */
} Cell;

/* In a row, before it has a number or a text of its own. */
#define UNSET ((Cell){NULL, FIGURE_NONE + 1})

static Cell number(Long value) { return (Cell){NULL, value}; }

static void begin_table(const HChar* const keys[], UInt n)
{
   raw("{\"columns\": [");
   for (UInt i = 0; i < n; i++) {
      raw(i > 0 ? ", " : "");
      string(keys[i]);
   }
   raw("],\n\"rows\": [");
}

static void clear_row(Cell cells[], UInt n)
{
   for (UInt i = 0; i < n; i++)
      cells[i] = UNSET;
}

/* Writes row number I.  Every column of the contract must have been set. */
static void put_row(UInt i, const Cell cells[], UInt n)
{
   raw(i > 0 ? ",\n[" : "\n[");
   for (UInt j = 0; j < n; j++) {
      if (j > 0)
         raw(",");
      tl_assert(cells[j].text || cells[j].number != FIGURE_NONE + 1);
      if (cells[j].text)
         string(cells[j].text);
      else if (cells[j].number == FIGURE_NONE)
         raw("null");
      else
         ML_(json_out_signed)(state.json, cells[j].number);
   }
   raw("]");
}

static void end_table(void) { raw("\n]}"); }

#define KEY(id, key, ...) key,

static void write_command(void)
{
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
   HChar* bare = VG_(strdup)("ml.profile_parts.option", name);
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
   static const HChar* const keys[TOTALS] = {PROFILE_TOTALS(KEY)};
   const Totals* t = ML_(totals)();
   const ULong values[TOTALS] = {
      [TOTAL_ALLOCS] = t->flow.allocs,
      [TOTAL_FREES] = t->flow.frees,
      [TOTAL_ALLOCATED] = t->flow.allocated,
      [TOTAL_FREED] = t->flow.freed,
      [TOTAL_AT_EXIT_BYTES] = ML_(live)->bytes,
      [TOTAL_AT_EXIT_BLOCKS] = ML_(live)->blocks,
      [TOTAL_PEAK_BYTES] = t->peak.bytes,
      [TOTAL_PEAK_BLOCKS] = t->peak.blocks,
      [TOTAL_PEAK_EVENT] = t->peak_event,
      [TOTAL_EVENTS] = t->events,
      [TOTAL_INHERITED_BYTES] = t->inherited.bytes,
      [TOTAL_INHERITED_BLOCKS] = t->inherited.blocks,
      [TOTAL_IGNORED_FREES] = t->ignored_frees,
   };
   for (UInt i = 0; i < TOTALS; i++) {
      raw(i > 0 ? ", " : "{");
      string(keys[i]);
      raw(": ");
      ML_(json_out_unsigned)(state.json, values[i]);
   }
   raw("}");
}

static void write_files(void)
{
   raw("[");
   for (UInt i = 0; i < state.rows->files.n; i++) {
      raw(i > 0 ? ",\n" : "\n");
      string(ML_(file_path)(state.rows->files.order[i]));
   }
   raw("\n]");
}

/* What the source files held when the run ended, so that a reader can tell
   whether it shows the text that was profiled.  Those that cannot be read are
   left out. */
static void write_sources(void)
{
   static const HChar* const keys[] = {PROFILE_SOURCES_COLUMNS(KEY)};
   UInt written = 0;
   begin_table(keys, SOURCES_COLUMNS);
   for (UInt i = 0; i < state.rows->files.n; i++) {
      Cell row[SOURCES_COLUMNS];
      ULong size, hash;
      HChar text[17];
      if (!ML_(source_text_digest)(ML_(file_path)(state.rows->files.order[i]),
                                   &size, &hash))
         continue;
      VG_(sprintf)(text, "%016llx", hash);
      clear_row(row, SOURCES_COLUMNS);
      row[SOURCES_FILE] = number(i);
      row[SOURCES_SIZE] = number(size);
      row[SOURCES_HASH].text = text;
      put_row(written++, row, SOURCES_COLUMNS);
   }
   end_table();
}

/* The largest peak of any place of each function. */
static ULong* function_peaks(void)
{
   ULong* peaks =
      VG_(calloc)("ml.profile_parts.peaks", ML_(n_functions)(), sizeof *peaks);
   for (PlaceId p = 1; p < ML_(n_places)(); p++) {
      const Place* place = ML_(place)(p);
      if (place->figures.of[FIGURE_OCCURRENCES] > 0 &&
          place->figures.of[FIGURE_PEAK] > peaks[place->fn])
         peaks[place->fn] = place->figures.of[FIGURE_PEAK];
   }
   return peaks;
}

static void write_functions(void)
{
   static const HChar* const keys[] = {PROFILE_FUNCTIONS_COLUMNS(KEY)};
   ULong* peaks = function_peaks();
   UChar* ran = ML_(places_functions_that_ran)();
   begin_table(keys, FUNCTIONS_COLUMNS);
   for (UInt i = 0; i < state.rows->functions.n; i++) {
      FnId id = state.rows->functions.order[i];
      const Function* f = ML_(function)(id);
      Cell row[FUNCTIONS_COLUMNS];
      clear_row(row, FUNCTIONS_COLUMNS);
      row[FUNCTIONS_NAME].text = f->name;
      row[FUNCTIONS_FILE] = number(state.rows->files.row[f->file]);
      row[FUNCTIONS_SYSTEM] = number(f->is_system);
      row[FUNCTIONS_CALLS] = number(f->calls);
      row[FUNCTIONS_NET] = number(f->net_bytes);
      row[FUNCTIONS_PEAK] = number(ran[id] ? (Long)peaks[id] : FIGURE_NONE);
      put_row(i, row, FUNCTIONS_COLUMNS);
   }
   end_table();
   VG_(free)(ran);
   VG_(free)(peaks);
}

/* Where figures and amounts stand behind the other columns: by position, from
   1; 0 is nowhere. */
static const UInt stored_figures[FIGURES] = {
#define STORED(id, key, title, unit, join, scope, stored, ...) stored,
   PROFILE_FIGURES(STORED)
#undef STORED
};
static const UInt stored_amounts[AMOUNTS] = {
#define STORED(id, key, title, unit, join, stored, ...) stored,
   PROFILE_AMOUNTS(STORED)
#undef STORED
};

/* Sets in KEYS the columns behind the first FIXED ones, and returns how many
   there are then. */
static UInt place_keys(const HChar* keys[], UInt fixed,
                       const HChar* const stored_keys[], const UInt stored[],
                       UInt n)
{
   UInt end = fixed;
   for (UInt i = 0; i < n; i++)
      if (stored[i] > 0) {
         keys[fixed + stored[i] - 1] = stored_keys[i];
         end++;
      }
   return end;
}

/* The row of place P, but what its figures are. */
static void set_place(Cell row[], const Place* p)
{
   row[PLACES_OUTER] =
      number(p->depth <= 1 ? -1 : state.rows->places.row[p->outer]);
   row[PLACES_FUNCTION] =
      number(p->depth == 0 ? -1 : state.rows->functions.row[p->fn]);
   row[PLACES_FILE] =
      number(p->depth == 0 ? -1 : state.rows->files.row[p->file]);
   row[PLACES_LINE] = number(p->line);
}

static void write_places(void)
{
   static const HChar* const figure_keys[] = {PROFILE_FIGURES(KEY)};
   const HChar* keys[PLACES_COLUMNS + FIGURES] = {PROFILE_PLACES_COLUMNS(KEY)};
   UInt n =
      place_keys(keys, PLACES_COLUMNS, figure_keys, stored_figures, FIGURES);
   begin_table(keys, n);
   for (UInt i = 0; i < state.rows->places.n; i++) {
      const Place* p = ML_(place)(state.rows->places.order[i]);
      Cell row[PLACES_COLUMNS + FIGURES];
      clear_row(row, n);
      set_place(row, p);
      for (UInt figure = 0; figure < FIGURES; figure++)
         if (stored_figures[figure] > 0)
            row[PLACES_COLUMNS + stored_figures[figure] - 1] =
               number(ML_(figure_value)(&p->figures, figure));
      put_row(i, row, n);
   }
   end_table();
}

static Long amount_value(const Context* c, enum amount amount)
{
   switch (amount) {
   case AMOUNT_ALLOCS: return c->flow.allocs;
   case AMOUNT_ALLOCATED: return c->flow.allocated;
   case AMOUNT_FREES: return c->flow.frees;
   case AMOUNT_FREED: return c->flow.freed;
   case AMOUNT_AT_PEAK_BYTES: return c->at_peak.bytes;
   case AMOUNT_AT_PEAK_BLOCKS: return c->at_peak.blocks;
   case AMOUNT_AT_EXIT_BYTES: return c->live.bytes;
   case AMOUNT_AT_EXIT_BLOCKS: return c->live.blocks;
   case AMOUNTS: break;
   }
   tl_assert(0);
}

/* The row of context ID. */
static void set_context(Cell row[], ContextId id)
{
   const Context* c = ML_(context)(id);
   Cell* lives = &row[CONTEXTS_COLUMNS + AMOUNTS];
   row[CONTEXTS_PARENT] =
      number(state.rows->contexts.row[ML_(context_parent)(id)]);
   row[CONTEXTS_PLACE] = number(state.rows->places.row[ML_(context_place)(id)]);
   for (UInt amount = 0; amount < AMOUNTS; amount++)
      row[CONTEXTS_COLUMNS + stored_amounts[amount] - 1] =
         number(amount_value(c, amount));
   lives[LIFE_MAX_BYTES] = number(c->most.bytes);
   lives[LIFE_MAX_BLOCKS] = number(c->most.blocks);
   lives[LIFE_TEMPORARY_BYTES] = number(c->temporary.bytes);
   lives[LIFE_TEMPORARY_BLOCKS] = number(c->temporary.blocks);
   lives[LIFE_LIFETIME] =
      number(ML_(context_lifetime)(id, ML_(totals)()->events));
}

static void write_contexts(void)
{
   static const HChar* const amount_keys[] = {PROFILE_AMOUNTS(KEY)};
   static const HChar* const life_keys[] = {PROFILE_LIVES(KEY)};
   enum { COLUMNS = CONTEXTS_COLUMNS + AMOUNTS + LIVES };
   const HChar* keys[COLUMNS] = {PROFILE_CONTEXTS_COLUMNS(KEY)};
   UInt n =
      place_keys(keys, CONTEXTS_COLUMNS, amount_keys, stored_amounts, AMOUNTS);
   for (UInt life = 0; life < LIVES; life++)
      keys[n++] = life_keys[life];
   begin_table(keys, n);
   for (UInt i = 0; i < state.rows->contexts.n; i++) {
      Cell row[COLUMNS];
      clear_row(row, n);
      set_context(row, state.rows->contexts.order[i]);
      put_row(i, row, n);
   }
   end_table();
}

/* The classes of sizes that each place has blocks of. */
static void write_sizes(void)
{
   static const HChar* const keys[] = {PROFILE_SIZES_COLUMNS(KEY)};
   UInt written = 0;
   begin_table(keys, SIZES_COLUMNS);
   for (UInt i = 0; i < state.rows->places.n; i++) {
      const Sizes* sizes = ML_(sizes_find)(state.rows->places.order[i]);
      for (UInt bits = 0; sizes && bits < SIZES_CLASSES; bits++) {
         const Stock* class = &sizes->classes[bits];
         Cell row[SIZES_COLUMNS];
         if (class->blocks == 0)
            continue;
         clear_row(row, SIZES_COLUMNS);
         row[SIZES_PLACE] = number(i);
         row[SIZES_BITS] = number(bits);
         row[SIZES_BYTES] = number(class->bytes);
         row[SIZES_BLOCKS] = number(class->blocks);
         put_row(written++, row, SIZES_COLUMNS);
      }
   }
   end_table();
}

static void write_value(enum profile_key key)
{
   switch (key) {
   case KEY_FORMAT: string(PROFILE_FORMAT); break;
   case KEY_VERSION: ML_(json_out_unsigned)(state.json, PROFILE_VERSION); break;
   case KEY_TOOL: string(MEMLINE_VERSION); break;
   case KEY_HOST: string(MEMLINE_HOST_VERSION); break;
   case KEY_PLATFORM: string(ARCH_PLATFORM); break;
   case KEY_COMMAND: write_command(); break;
   case KEY_OPTIONS: write_options(); break;
   case KEY_END: string(state.end); break;
   case KEY_TOTALS: write_totals(); break;
   case KEY_FILES: write_files(); break;
   case KEY_SOURCES: write_sources(); break;
   case KEY_FUNCTIONS: write_functions(); break;
   case KEY_PLACES: write_places(); break;
   case KEY_CONTEXTS: write_contexts(); break;
   case KEY_SIZES: write_sizes(); break;
   case KEY_MERGED:
   case KEYS: tl_assert(0);
   }
}

void ML_(profile_parts_write)(Json* json, const HChar* end)
{
   static const HChar* const keys[KEYS] = {PROFILE_KEYS(KEY)};
   state.json = json;
   state.end = end;
   state.rows = ML_(numbering_make)();
   for (UInt key = 0; key < KEYS; key++) {
      if (key == KEY_MERGED)
         continue;
      raw(key > 0 ? ",\n" : "{");
      string(keys[key]);
      raw(": ");
      write_value(key);
   }
   raw("}\n");
   ML_(json_out_flush)(json);
   ML_(numbering_free)();
}
