/* The tool's command-line options.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/options.h"

static Options options;

const Options* ML_(options)(void) { return &options; }

static const HChar* const column_keys[] = {
#define COLUMN_KEY(id, key, ...) key,
   PROFILE_FIGURES(COLUMN_KEY)
#undef COLUMN_KEY
};

static void add_column(enum figure c)
{
   for (UInt i = 0; i < options.n_columns; i++)
      if (options.columns[i] == c)
         return;
   options.columns[options.n_columns++] = c;
}

/* Adds the column called KEY (LENGTH bytes of it); False if there is none. */
static Bool add_column_key(const HChar* key, SizeT length)
{
   for (UInt c = 0; c < FIGURES; c++)
      if (VG_(strlen)(column_keys[c]) == length &&
          VG_(strncmp)(column_keys[c], key, length) == 0) {
         add_column(c);
         return True;
      }
   return False;
}

/* Adds the columns of LIST, separated by commas; returns the first that is not
   known, or NULL. */
static const HChar* add_columns(const HChar* list)
{
   while (True) {
      const HChar* comma = VG_(strchr)(list, ',');
      SizeT length = comma ? (SizeT)(comma - list) : VG_(strlen)(list);
      if (length == 3 && VG_(strncmp)(list, "all", 3) == 0) {
         for (UInt c = 0; c < FIGURES; c++)
            add_column(c);
      } else if (length == 7 && VG_(strncmp)(list, "default", 7) == 0) {
         add_columns(PROFILE_DEFAULT_COLUMNS);
      } else if (!add_column_key(list, length)) {
         return list;
      }
      if (comma == NULL)
         return NULL;
      list = comma + 1;
   }
}

static void set_columns(const HChar* arg, const HChar* list)
{
   options.n_columns = 0;
   if (list[0] == '+') {
      add_columns(PROFILE_DEFAULT_COLUMNS);
      list++;
   }
   const HChar* unknown = add_columns(list);
   if (unknown == NULL)
      return;
   HChar known[1024];
   UInt n = 0;
   for (UInt c = 0; c < FIGURES; c++)
      n += VG_(sprintf)(known + n, "%s%s",
                        c == 0  ? ""
                        : c % 4 ? ", "
                                : ",\n",
                        column_keys[c]);
   VG_(fmsg_bad_option)(arg, "Unknown column: '%s'.\nThe columns are\n%s.\n",
                        unknown, known);
}

static void set_unit(const HChar* arg, const HChar* name)
{
   static const HChar* const names[] = {"auto", "B", "KiB", "MiB", "GiB"};
   for (UInt i = 0; i < sizeof names / sizeof *names; i++)
      if (VG_(strcmp)(name, names[i]) == 0) {
         options.unit = i;
         return;
      }
   VG_(fmsg_bad_option)(arg, "The unit is auto, B, KiB, MiB or GiB.\n");
}

/* Of events there are no more. */
#define MOST_EVENTS 9000000000000000000LL

/* Reads the digits at TEXT as a number of at most MOST; returns what follows
   them, or NULL if it is no such number.  Valgrind's own readers take blanks
   and overflow for numbers. */
static const HChar* read_number(const HChar* text, Long most, Long* number)
{
   *number = 0;
   if (*text < '0' || *text > '9')
      return NULL;
   for (; *text >= '0' && *text <= '9'; text++) {
      Long digit = *text - '0';
      if (*number > (most - digit) / 10)
         return NULL;
      *number = *number * 10 + digit;
   }
   return text;
}

/* Returns the number VALUE of ARG. */
static Long number_in(const HChar* arg, const HChar* value, Long least,
                      Long most)
{
   Long number;
   const HChar* end = read_number(value, most, &number);
   if (end == NULL || *end != 0 || number < least)
      VG_(fmsg_bad_option)(arg, "A number from %lld to %lld is expected.\n",
                           least, most);
   return number;
}

static void set_report_at(const HChar* arg, const HChar* list)
{
   while (True) {
      Long number;
      const HChar* end = read_number(list, MOST_EVENTS, &number);
      if (end == NULL || (*end != 0 && *end != ',') || number == 0)
         VG_(fmsg_bad_option)(arg,
                              "Numbers from 1 to %lld, separated by commas, "
                              "are expected.\n",
                              MOST_EVENTS);
      ULong event = (ULong)number;
      VG_(addToXA)(options.report_at, &event);
      if (*end == 0)
         return;
      list = end + 1;
   }
}

/* Where a profile goes, and when, does not belong into it: two runs that differ
   in nothing else write the same bytes. */
static Bool belongs_to_profile(const HChar* arg)
{
   static const HChar* const others[] = {
      "--memline-out-file=", "--memline-out-written=", "--report-at=",
      "--end-at="};
   for (UInt i = 0; i < sizeof others / sizeof *others; i++)
      if (VG_(strncmp)(arg, others[i], VG_(strlen)(others[i])) == 0)
         return False;
   return True;
}

void ML_(options_init)(void)
{
   options.out_file = PROFILE_DEFAULT_NAME;
   options.show = 10;
   options.tables = True;
   options.direct = True;
   add_columns(PROFILE_DEFAULT_COLUMNS);
   options.report_at =
      VG_(newXA)(VG_(malloc), "ml.options.report_at", VG_(free), sizeof(ULong));
   options.given = VG_(newXA)(VG_(malloc), "ml.options.given", VG_(free),
                              sizeof(const HChar*));
}

static Bool process(const HChar* arg)
{
   const HChar* value;
   if (VG_STR_CLO(arg, "--memline-out-file", options.out_file)) {
   } else if (VG_STR_CLO(arg, "--memline-out-written", options.out_written)) {
   } else if (VG_STR_CLO(arg, "--func", value)) {
      if (options.functions == NULL)
         options.functions = VG_(newXA)(VG_(malloc), "ml.options.functions",
                                        VG_(free), sizeof(const HChar*));
      VG_(addToXA)(options.functions, &value);
   } else if (VG_STR_CLO(arg, "--show", value)) {
      options.show = (Int)number_in(arg, value, 0, 1000000);
   } else if (VG_BOOL_CLO(arg, "--tables", options.tables)) {
   } else if (VG_BOOL_CLO(arg, "--check-lines", options.check_lines)) {
   } else if (VG_BOOL_CLO(arg, "--direct", options.direct)) {
   } else if (VG_XACT_CLO(arg, "--check-stacks=yes", options.check_stacks, 1)) {
   } else if (VG_XACT_CLO(arg, "--check-stacks=no", options.check_stacks, 0)) {
   } else if (VG_STR_CLO(arg, "--check-stacks", value)) {
      options.check_stacks = (Int)number_in(arg, value, 1, 1000000000);
   } else if (VG_STR_CLO(arg, "--report-at", value)) {
      set_report_at(arg, value);
   } else if (VG_STR_CLO(arg, "--end-at", value)) {
      options.end_at = number_in(arg, value, 1, MOST_EVENTS);
   } else if (VG_STR_CLO(arg, "--columns", value)) {
      set_columns(arg, value);
   } else if (VG_STR_CLO(arg, "--unit", value)) {
      set_unit(arg, value);
   } else {
      return False;
   }
   return True;
}

Bool ML_(options_process)(const HChar* arg)
{
   if (process(arg)) {
      if (!belongs_to_profile(arg))
         return True;
      const HChar* copy = VG_(strdup)("ml.options.given", arg);
      VG_(addToXA)(options.given, &copy);
      return True;
   }
   return VG_(replacement_malloc_process_cmd_line_option)(arg);
}

void ML_(options_usage)(void)
{
   /* clang-format off */
   VG_(printf)(
"    --memline-out-file=<file>  write the profile to <file>, in which %%p, %%n\n"
"                               and %%q{VAR} are replaced [memline.out.%%p]\n"
"    --func=<pattern>           print the tables of the functions that match:\n"
"                               a glob on the function, on the file, or\n"
"                               file:function; may be repeated.  Every line is\n"
"                               counted all the same\n"
"    --show=<n>                 without --func, print at most <n> tables;\n"
"                               0 is all [10]\n"
"    --columns=<list>           columns of the tables, separated by commas, or\n"
"                               all; +<list> adds to the default\n"
"                               [mem_usage,increment,occurrences].  More:\n"
"                               peak, allocated, freed, allocs, frees, self_...,\n"
"                               at_peak_bytes, at_peak_blocks, at_exit_bytes,\n"
"                               at_exit_blocks\n"
"    --unit=auto|B|KiB|MiB|GiB  unit of the tables' sizes [auto]\n"
"    --tables=no|yes            print tables when the program ends [yes]\n"
"    --check-lines=no|yes       count all visits a second, slow way, and tell\n"
"                               where the two differ [no]\n"
"    --check-stacks=no|yes|<n>  compare the stack with the unwinder's at every\n"
"                               event, or every <n>th [no]\n");
   /* clang-format on */
}

void ML_(options_debug_usage)(void)
{
   /* clang-format off */
   VG_(printf)(
"    --direct=yes|no            call the tool's malloc and free straight from\n"
"                               the program's code [yes]\n"
"    --report-at=<event>,...    after each of these events write to\n"
"                               <file>.<event> what the profile would be if the\n"
"                               program returned 0 then\n"
"    --end-at=<event>           end the run there, as if it did\n"
"    --memline-out-written=<file>  what memline adds for the program that a\n"
"                               process executes: do not replace its profile of\n"
"                               the one before\n");
   /* clang-format on */
}
