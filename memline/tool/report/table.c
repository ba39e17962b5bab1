/* The tables and the summary at exit.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/table.h"

#include "base/options.h"
#include "base/printable.h"
#include "heap/blocks.h"
#include "heap/totals.h"
#include "report/function_lines.h"
#include "report/source_text.h"
#include "shared/glob.h"
#include "shared/units.h"

#define CELL_WIDTH 13 /* every column, with the space before it */
#define MAX_GAP 200   /* lines without code that are shown between two with */

static const struct {
   const HChar* title;
   Int unit;
} columns[] = {
#define COLUMN_ROW(id, key, title, unit, ...) {title, COLUMN_##unit},
   PROFILE_FIGURES(COLUMN_ROW)
#undef COLUMN_ROW
};

static void format_bytes(HChar text[UNITS_TEXT], Long bytes, Bool is_signed)
{
   units_format_bytes(text, bytes, ML_(options)()->unit, is_signed);
}

static void print_header(void)
{
   const Options* o = ML_(options)();
   VG_(printf)("Line #");
   for (UInt i = 0; i < o->n_columns; i++)
      VG_(printf)("%*s", CELL_WIDTH, columns[o->columns[i]].title);
   VG_(printf)("   Line Contents\n");
   for (UInt i = 0; i < 6 + o->n_columns * CELL_WIDTH + 16; i++)
      VG_(printf)("=");
   VG_(printf)("\n");
}

/* F is NULL for a line without code. */
static void print_row(UInt line, const Figures* f, const HChar* source)
{
   const Options* o = ML_(options)();
   Bool ran = f && f->of[FIGURE_OCCURRENCES] > 0;
   VG_(printf)("%6u", line);
   for (UInt i = 0; i < o->n_columns && (ran || source[0]); i++) {
      HChar text[UNITS_TEXT] = "";
      enum figure c = o->columns[i];
      if (ran)
         units_format(text, ML_(figure_value)(f, c), columns[c].unit, o->unit);
      VG_(printf)("%*s", CELL_WIDTH, text);
   }
   if (source[0])
      VG_(printf)("   %s", source);
   VG_(printf)("\n");
}

/* Prints the rows of N lines of one function in one file. */
static void print_rows(const Line* lines, UInt n, Source* source)
{
   for (UInt i = 0; i < n; i++) {
      if (source && i > 0) {
         UInt next = lines[i - 1].line + 1;
         if (lines[i].line - lines[i - 1].line > MAX_GAP) {
            VG_(printf)("%6s\n", "...");
            next = lines[i].line;
         }
         for (; next < lines[i].line; next++)
            print_row(next, NULL, ML_(source_text_line)(source, next));
      }
      print_row(lines[i].line, &lines[i].figures,
                source ? ML_(source_text_line)(source, lines[i].line) : "");
   }
}

/* By file: its text, if a table needed it.  Kept, for functions of one file
   need not follow each other. */
static Source** sources;

static Source* source_of(FileId file)
{
   if (!sources[file])
      sources[file] = ML_(source_text_open)(ML_(file_path)(file));
   return sources[file];
}

/* Prints the table of the N lines that their function has in one file; whether
   it RAN, and its PEAK, are the whole function's. */
static void print_table(const Line* lines, UInt n, Bool ran, ULong peak)
{
   const Function* f = ML_(function)(lines[0].fn);
   const HChar* path = ML_(file_path)(lines[0].file);
   HChar net_text[UNITS_TEXT], peak_text[UNITS_TEXT];
   format_bytes(net_text, f->net_bytes, True);
   format_bytes(peak_text, peak, False);
   VG_(printf)("File: %s\nFunction: %s", ML_(printable)(path),
               f->name[0] ? ML_(printable)(f->name) : "(no name)");
   if (ran)
      VG_(printf)(" (%llu call%s, net %s, peak %s)\n\n", f->calls,
                  f->calls == 1 ? "" : "s", net_text, peak_text);
   else
      VG_(printf)(" (never ran)\n\n");
   print_header();
   Source* source = source_of(lines[0].file);
   print_rows(lines, n, source);
   if (!source)
      VG_(printf)("(source not found: looked for %s)\n", ML_(printable)(path));
   VG_(printf)("\n");
}

/* Prints the tables of the function whose lines begin at LINES, of which there
   are up to N: one for each file it has lines in.  One that never ran is left
   out, and False returned, unless it was ASKED for. */
static Bool print_function(const Line* lines, UInt n, Bool asked)
{
   ULong peak = 0;
   Bool ran = False;
   UInt end = 0;
   for (; end < n && lines[end].fn == lines[0].fn; end++) {
      ran |= lines[end].figures.of[FIGURE_OCCURRENCES] > 0;
      if (lines[end].figures.of[FIGURE_PEAK] > peak)
         peak = lines[end].figures.of[FIGURE_PEAK];
   }
   if (!ran && !asked)
      return False;
   for (UInt first = 0, next; first < end; first = next) {
      next = first + 1;
      while (next < end && lines[next].file == lines[first].file)
         next++;
      print_table(&lines[first], next - first, ran, peak);
   }
   return True;
}

/* Whether FN was asked for.  Nobody asked for the system's functions who did
   not name any or ask for all. */
static Bool is_wanted(FnId fn)
{
   const Options* o = ML_(options)();
   const Function* f = ML_(function)(fn);
   if (o->functions == NULL)
      return !f->is_system || o->show == 0;
   for (Word i = 0; i < VG_(sizeXA)(o->functions); i++)
      if (glob_fits_function(*(const HChar**)VG_(indexXA)(o->functions, i),
                             ML_(file_path)(f->file), f->name))
         return True;
   return False;
}

static const HChar* plural(ULong n) { return n == 1 ? "" : "s"; }

/* "72704 B in 1 block" of what has no line. */
static void print_amount(const HChar* before, enum figure bytes,
                         enum figure blocks)
{
   const Figures* f = &ML_(place)(0)->figures;
   HChar text[UNITS_TEXT];
   format_bytes(text, f->of[bytes], False);
   VG_(printf)("%s %s in %llu block%s", before, text, f->of[blocks],
               plural(f->of[blocks]));
}

static void print_no_line(void)
{
   const ULong* of = ML_(place)(0)->figures.of;
   if ((of[FIGURE_SELF_ALLOCS] | of[FIGURE_SELF_FREES] |
        of[FIGURE_AT_EXIT_BLOCKS]) == 0)
      return;
   VG_(printf)("%s", PROFILE_NO_LINE);
   print_amount(": allocated", FIGURE_SELF_ALLOCATED, FIGURE_SELF_ALLOCS);
   print_amount(", freed", FIGURE_SELF_FREED, FIGURE_SELF_FREES);
   print_amount(", at exit", FIGURE_AT_EXIT_BYTES, FIGURE_AT_EXIT_BLOCKS);
   VG_(printf)("\n");
}

static void close_sources(UInt n)
{
   for (FileId file = 0; file < n; file++)
      if (sources[file])
         ML_(source_text_close)(sources[file]);
   VG_(free)(sources);
}

void ML_(table_print)(void)
{
   const Options* o = ML_(options)();
   if (!o->tables)
      return;
   UInt n_lines, n_functions, shown = 0, n_files = ML_(n_files)();
   Line* lines = ML_(function_lines)(&n_lines);
   UInt* ranked = ML_(function_lines_ranked)(lines, n_lines, &n_functions);
   UInt limit = o->functions || o->show == 0 ? n_functions : (UInt)o->show;
   sources = VG_(calloc)("ml.table.sources", n_files, sizeof(Source*));
   VG_(printf)("\n");
   for (UInt i = 0; i < n_functions && shown < limit; i++)
      if (is_wanted(lines[ranked[i]].fn))
         shown += print_function(&lines[ranked[i]], n_lines - ranked[i],
                                 o->functions != NULL);
   if (o->functions && shown == 0)
      VG_(umsg)("No function matches --func; %u functions have lines.\n",
                n_functions);
   print_no_line();
   close_sources(n_files);
   VG_(free)(ranked);
   VG_(free)(lines);
}

/* Whether a line of the program's own ran. */
static Bool own_lines_ran(void)
{
   for (PlaceId p = 1; p < ML_(n_places)(); p++) {
      const Place* place = ML_(place)(p);
      if (place->figures.of[FIGURE_OCCURRENCES] > 0 &&
          !ML_(function)(place->fn)->is_system)
         return True;
   }
   return False;
}

/* Says what is missing, if so much is that the tables are empty. */
static void explain(Bool replaced, const HChar* missed)
{
   if (!replaced)
      VG_(umsg)("The program's malloc was not replaced, so nothing was "
                "counted.  Is it linked\nstatically, or is "
                "vgpreload_memline missing beside the tool?\n");
   else if (missed)
      VG_(umsg)(
         "The %s was not replaced: what it\nhands out is not counted.  %s\n",
         ML_(printable)(missed),
         VG_(strncmp)(missed, "malloc ", 7) == 0
            ? "--soname-synonyms=somalloc=<soname> replaces it\n(NONE "
              "for the program's own)."
            : "Only functions with the usual names can be replaced:\n"
              "build the program with the system's allocator.");
   if (!own_lines_ran())
      VG_(umsg)(
         "None of the program's own code that ran has debug information: "
         "compile it with\n-g, or install its debug symbols, to see its "
         "lines.\n");
}

void ML_(table_summary)(const HChar* profile, Bool replaced,
                        const HChar* missed)
{
   const Totals* t = ML_(totals)();
   VG_(umsg)("\n");
   VG_(umsg)("Heap summary:\n");
   if (t->inherited.blocks > 0)
      VG_(umsg)("  inherited %'llu byte%s in %'llu block%s\n",
                t->inherited.bytes, plural(t->inherited.bytes),
                t->inherited.blocks, plural(t->inherited.blocks));
   VG_(umsg)("  allocated %'llu byte%s in %'llu block%s\n", t->flow.allocated,
             plural(t->flow.allocated), t->flow.allocs, plural(t->flow.allocs));
   VG_(umsg)("  freed     %'llu byte%s in %'llu block%s\n", t->flow.freed,
             plural(t->flow.freed), t->flow.frees, plural(t->flow.frees));
   VG_(umsg)("  peak      %'llu byte%s in %'llu block%s, at event %'llu of "
             "%'llu\n",
             t->peak.bytes, plural(t->peak.bytes), t->peak.blocks,
             plural(t->peak.blocks), t->peak_event, t->events);
   VG_(umsg)("  at exit   %'lu byte%s in %'lu block%s\n", ML_(live)->bytes,
             plural(ML_(live)->bytes), ML_(live)->blocks,
             plural(ML_(live)->blocks));
   if (t->ignored_frees > 0)
      VG_(umsg)(
         "  ignored   %'llu request%s to free or change what is no live block\n",
         t->ignored_frees, plural(t->ignored_frees));
   explain(replaced, missed);
   if (profile)
      VG_(umsg)("For other tables:  memline annotate %s\n",
                ML_(printable)(profile));
}
