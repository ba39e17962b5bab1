/* The profile format: the one place that knows its tables, their columns and
   what kind of figure each of them is.  The tool's writer, the command's reader
   and writer, selections, sums, help, docs/profile.schema.json and the tables
   of docs/format.md all follow from the rows below.

   This header holds names, limits and rows.  It holds no code and includes
   nothing, so that the freestanding tool can use it as well.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_PROFILE_H
#define MEMLINE_SHARED_PROFILE_H

/* The value of "format", and of "version".  The version rises when a reader
   of the old one would misunderstand the new one; a key or a column more is
   no new version, because readers pass over what they do not know. */
#define PROFILE_FORMAT "memline-profile"
#define PROFILE_VERSION 1

/* What is added without a new version raises the level, and rows tell since
   which level they are there.  Profiles of a lower level, which nothing in them
   says, lack it: its figures are unknown then, not 0. */
#define PROFILE_LEVEL 2

/* Profiles are named memline.out.PID unless the user says otherwise. */
#define PROFILE_DEFAULT_NAME "memline.out.%p"
#define PROFILE_DEFAULT_PREFIX "memline.out."

/* A place has at most so many levels: a line, and the calls that are inlined
   around it.  The tool leaves out what is further out. */
#define PROFILE_MAX_LEVELS 64

/* What a reader may refuse to go beyond.  The writer keeps within them. */
#define PROFILE_MAX_STRING 4194304    /* bytes of one name or argument */
#define PROFILE_MAX_LINE 2147483647   /* a line number */
#define PROFILE_MAX_SOURCE (1L << 30) /* bytes of a source file */

/* What the row for everything that no line was active for is called. */
#define PROFILE_NO_LINE "(no line information)"

/* A byte of a name that is not part of valid UTF-8 is written as the
   character PROFILE_RAW_BYTE + byte (U+EF80 to U+EFFF), so that the file is
   valid JSON and no byte of a name is lost. */
#define PROFILE_RAW_BYTE 0xef00

/* The columns that a table of lines shows unless asked for others. */
#define PROFILE_DEFAULT_COLUMNS "mem_usage,increment,occurrences"

/* The keys of a profile, in the order in which they are written:
   X(identifier, key, needed, meaning).  Those that are not needed are not in
   all profiles. */
#define PROFILE_KEYS(X)                                                        \
  X(FORMAT, "format", 1, "`\"memline-profile\"`")                              \
  X(VERSION, "version", 1, "`1`")                                              \
  X(TOOL, "tool", 1, "memline's version, as `\"0.1.0\"`")                      \
  X(HOST, "host", 1, "Valgrind's version, as `\"3.19.0\"`")                    \
  X(PLATFORM, "platform", 1, "as `\"amd64-linux\"`")                           \
  X(COMMAND, "command", 1, "array of strings: the program and its arguments")  \
  X(OPTIONS, "options", 1,                                                     \
    "object: the options that this run was given, by name without dashes, "    \
    "but where the profile goes; a repeated option is an array")               \
  X(END, "end", 1,                                                             \
    "how the run ended: `\"exit 3\"`, `\"signal\"` (a fatal one), or "         \
    "`\"exec\"` (the process replaced its program)")                           \
  X(TOTALS, "totals", 1, "object of whole numbers, below")                     \
  X(MERGED, "merged", 0, "object, below; only in merged profiles")             \
  X(FILES, "files", 1,                                                         \
    "array of strings: source files, as the debug information names them "     \
    "(directory and name)")                                                    \
  X(SOURCES, "sources", 0,                                                     \
    "table, below; profiles of earlier versions have none")                    \
  X(FUNCTIONS, "functions", 1, "table, below")                                 \
  X(PLACES, "places", 1, "table, below")                                       \
  X(CONTEXTS, "contexts", 1, "table, below")                                   \
  X(SIZES, "sizes", 0, "table, below; profiles of earlier versions have none")

enum profile_key {
#define KEY_ID(id, ...) KEY_##id,
  PROFILE_KEYS(KEY_ID)
#undef KEY_ID
      KEYS
};

/* How a figure is shown. */
#define COLUMN_BYTES 0        /* a size: never negative */
#define COLUMN_SIGNED_BYTES 1 /* a change of size */
#define COLUMN_COUNT 2        /* a number of visits or blocks */

/* A figure that is not there: mem_usage and peak of what never ran, and what a
   profile does not know.  In a profile it is null. */
#define FIGURE_NONE (-0x7fffffffffffffffLL - 1)

/* What a figure of two places, contexts or profiles is together. */
#define JOIN_SUM 0     /* the sum */
#define JOIN_LARGEST 1 /* the larger; null where nothing ran */
#define JOIN_WORST 2   /* the sum, but of several profiles that of the worst */
#define JOIN_NET 3     /* not stored: allocated less freed */

/* Whether figures of several lines add up to one of all of them. */
#define SCOPE_OWN 0       /* they do: an event counts for one line */
#define SCOPE_INCLUSIVE 1 /* they overlap: it counts for callers too */

/* Every figure of a line, in the order in which tables, CSV and other exports
   show them.  What each part of a row says:
   identifier  FIGURE_... in code
   key         the column in the profile, in CSV and in --columns
   title       the column in a table
   unit        COLUMN_...
   join        JOIN_...
   scope       SCOPE_...
   stored      its position among the figures of a place in a profile that the
               tool writes; 0: it is not stored
   since       the level from which on it is there
   whole       the TOTAL_... that shares of it are of; ITSELF: its sum over all
               places; NOTHING: a share would say nothing
   companion   the figure to show beside it
   meaning     what help says of it */
#define PROFILE_FIGURES(X)                                                     \
  X(MEM_USAGE, "mem_usage", "Mem usage", BYTES, LARGEST, INCLUSIVE, 2, 1,      \
    PEAK_BYTES, PEAK, "live bytes at the end of a visit, the largest")         \
  X(INCREMENT, "increment", "Increment", SIGNED_BYTES, NET, INCLUSIVE, 0, 1,   \
    NOTHING, ALLOCATED, "allocated less freed")                                \
  X(OCCURRENCES, "occurrences", "Occurrences", COUNT, SUM, OWN, 1, 1, ITSELF,  \
    ALLOCATED, "visits of the line")                                           \
  X(PEAK, "peak", "Peak", BYTES, LARGEST, INCLUSIVE, 3, 1, PEAK_BYTES,         \
    MEM_USAGE, "live bytes at any moment of a visit, the largest")             \
  X(ALLOCATED, "allocated", "Allocated", BYTES, SUM, INCLUSIVE, 4, 1,          \
    ALLOCATED, ALLOCS,                                                         \
    "bytes allocated during visits, in called functions too")                  \
  X(FREED, "freed", "Freed", BYTES, SUM, INCLUSIVE, 5, 1, FREED, FREES,        \
    "bytes freed, the same")                                                   \
  X(ALLOCS, "allocs", "Allocs", COUNT, SUM, INCLUSIVE, 6, 1, ALLOCS,           \
    ALLOCATED, "blocks allocated, the same")                                   \
  X(FREES, "frees", "Frees", COUNT, SUM, INCLUSIVE, 7, 1, FREES, FREED,        \
    "blocks freed, the same")                                                  \
  X(SELF_ALLOCATED, "self_allocated", "Self alloc'd", BYTES, SUM, OWN, 8, 1,   \
    ALLOCATED, SELF_ALLOCS, "bytes that the line itself allocated")            \
  X(SELF_FREED, "self_freed", "Self freed", BYTES, SUM, OWN, 9, 1, FREED,      \
    SELF_FREES, "bytes that it freed")                                         \
  X(SELF_ALLOCS, "self_allocs", "Self allocs", COUNT, SUM, OWN, 10, 1, ALLOCS, \
    SELF_ALLOCATED, "blocks that it allocated")                                \
  X(SELF_FREES, "self_frees", "Self frees", COUNT, SUM, OWN, 11, 1, FREES,     \
    SELF_FREED, "blocks that it freed")                                        \
  X(AT_PEAK_BYTES, "at_peak_bytes", "At peak", BYTES, WORST, OWN, 12, 1,       \
    PEAK_BYTES, AT_PEAK_BLOCKS,                                                \
    "bytes that it allocated and that were live at the program's peak")        \
  X(AT_PEAK_BLOCKS, "at_peak_blocks", "Blocks@peak", COUNT, WORST, OWN, 13, 1, \
    PEAK_BLOCKS, AT_PEAK_BYTES, "the same in blocks")                          \
  X(AT_EXIT_BYTES, "at_exit_bytes", "At exit", BYTES, SUM, OWN, 14, 1,         \
    AT_EXIT_BYTES, AT_EXIT_BLOCKS,                                             \
    "bytes that it allocated and that were live at the end")                   \
  X(AT_EXIT_BLOCKS, "at_exit_blocks", "Blocks@exit", COUNT, SUM, OWN, 15, 1,   \
    AT_EXIT_BLOCKS, AT_EXIT_BYTES, "the same in blocks")

enum figure {
#define FIGURE_ID(id, ...) FIGURE_##id,
  PROFILE_FIGURES(FIGURE_ID)
#undef FIGURE_ID
      FIGURES
};

/* The program's totals: X(identifier, key, title, unit, join, meaning). */
#define PROFILE_TOTALS(X)                                                      \
  X(ALLOCS, "allocs", "Allocs", COUNT, SUM,                                    \
    "blocks allocated; a resize is an allocation and a free")                  \
  X(FREES, "frees", "Frees", COUNT, SUM, "blocks freed")                       \
  X(ALLOCATED, "allocated", "Allocated", BYTES, SUM,                           \
    "bytes allocated, by requested size")                                      \
  X(FREED, "freed", "Freed", BYTES, SUM, "bytes freed, by requested size")     \
  X(AT_EXIT_BYTES, "at_exit_bytes", "At exit", BYTES, SUM,                     \
    "live when the process ended")                                             \
  X(AT_EXIT_BLOCKS, "at_exit_blocks", "Blocks@exit", COUNT, SUM,               \
    "the same in blocks")                                                      \
  X(PEAK_BYTES, "peak_bytes", "Peak", BYTES, WORST,                            \
    "live at the first moment of the highest number of live bytes")            \
  X(PEAK_BLOCKS, "peak_blocks", "Blocks@peak", COUNT, WORST,                   \
    "live blocks at that moment")                                              \
  X(PEAK_EVENT, "peak_event", "Peak event", COUNT, WORST,                      \
    "the number of the event (allocation, free or resize, from 1) that "       \
    "reached the peak; 0 if there was none")                                   \
  X(EVENTS, "events", "Events", COUNT, SUM, "how many events there were")      \
  X(INHERITED_BYTES, "inherited_bytes", "Inherited", BYTES, SUM,               \
    "live when the process began: 0 but after a fork")                         \
  X(INHERITED_BLOCKS, "inherited_blocks", "Blocks inherited", COUNT, SUM,      \
    "the same in blocks")                                                      \
  X(IGNORED_FREES, "ignored_frees", "Ignored", COUNT, SUM,                     \
    "frees of addresses that were no live block, and client requests about "   \
    "blocks and pools that were not there")

enum total {
#define TOTAL_ID(id, ...) TOTAL_##id,
  PROFILE_TOTALS(TOTAL_ID)
#undef TOTAL_ID
      TOTALS,
  /* What is no total, where one is asked for. */
  TOTAL_ITSELF,
  TOTAL_NOTHING
};

/* What a context stores: X(identifier, key, title, unit, join, stored, self,
   inclusive, meaning).  STORED is as that of a figure; SELF is the figure of
   its place to which the contexts of one place add up, INCLUSIVE that to which
   those below it do, or SELF again. */
#define PROFILE_AMOUNTS(X)                                                     \
  X(ALLOCS, "allocs", "Allocs", COUNT, SUM, 3, SELF_ALLOCS, ALLOCS,            \
    "blocks allocated at the end of exactly this path")                        \
  X(ALLOCATED, "allocated", "Allocated", BYTES, SUM, 1, SELF_ALLOCATED,        \
    ALLOCATED, "bytes allocated at the end of exactly this path")              \
  X(FREES, "frees", "Frees", COUNT, SUM, 4, SELF_FREES, FREES,                 \
    "blocks freed at the end of exactly this path")                            \
  X(FREED, "freed", "Freed", BYTES, SUM, 2, SELF_FREED, FREED,                 \
    "bytes freed at the end of exactly this path")                             \
  X(AT_PEAK_BYTES, "at_peak_bytes", "At peak", BYTES, WORST, 5, AT_PEAK_BYTES, \
    AT_PEAK_BYTES,                                                             \
    "allocated at the end of exactly this path, and live at the program's "    \
    "peak")                                                                    \
  X(AT_PEAK_BLOCKS, "at_peak_blocks", "Blocks", COUNT, WORST, 6,               \
    AT_PEAK_BLOCKS, AT_PEAK_BLOCKS, "the same in blocks")                      \
  X(AT_EXIT_BYTES, "at_exit_bytes", "At exit", BYTES, SUM, 7, AT_EXIT_BYTES,   \
    AT_EXIT_BYTES,                                                             \
    "allocated at the end of exactly this path, and live at the end")          \
  X(AT_EXIT_BLOCKS, "at_exit_blocks", "Blocks", COUNT, SUM, 8, AT_EXIT_BLOCKS, \
    AT_EXIT_BLOCKS, "the same in blocks")

enum amount {
#define AMOUNT_ID(id, ...) AMOUNT_##id,
  PROFILE_AMOUNTS(AMOUNT_ID)
#undef AMOUNT_ID
      AMOUNTS
};

/* What became of the blocks that a context allocated, stored behind the amounts
   in this order: X(identifier, key, unit, join, since, meaning).  Of several
   contexts the largest are those of the one with the most bytes. */
#define PROFILE_LIVES(X)                                                       \
  X(MAX_BYTES, "max_bytes", BYTES, LARGEST, 2,                                 \
    "the most bytes that were live at any one time of what was allocated at "  \
    "the end of exactly this path")                                            \
  X(MAX_BLOCKS, "max_blocks", COUNT, LARGEST, 2, "how many blocks they were")  \
  X(TEMPORARY_BYTES, "temporary_bytes", BYTES, SUM, 2,                         \
    "allocated at the end of exactly this path, and freed or resized with no " \
    "other allocation in between")                                             \
  X(TEMPORARY_BLOCKS, "temporary_blocks", COUNT, SUM, 2, "the same in blocks") \
  X(LIFETIME, "lifetime", COUNT, SUM, 2,                                       \
    "for how many events all blocks that were allocated at the end of "        \
    "exactly this path lived, together")

enum life {
#define LIFE_ID(id, ...) LIFE_##id,
  PROFILE_LIVES(LIFE_ID)
#undef LIFE_ID
      LIVES
};

/* What may stand in a cell of a table. */
enum cell_kind {
  CELL_NAME,     /* a string */
  CELL_INDEX,    /* the number of a row somewhere, or -1 */
  CELL_LINE,     /* a line number, or 0 */
  CELL_FLAG,     /* 1 or 0 */
  CELL_AMOUNT,   /* not negative; the column's sum is below 2^63 */
  CELL_LARGEST,  /* not negative; not to be summed up */
  CELL_CHANGE,   /* any whole number */
  CELL_OPTIONAL, /* not negative, or null */
};

/* The columns of the tables that are not figures, in the order in which they
   are stored, before the figures: X(identifier, key, cell kind, meaning). */

#define PROFILE_SOURCES_COLUMNS(X)                                             \
  X(FILE, "file", INDEX, "its row of `files`")                                 \
  X(SIZE, "size", AMOUNT, "in bytes")                                          \
  X(HASH, "hash", NAME,                                                        \
    "string: the 64-bit FNV-1a hash of its bytes, as 16 hexadecimal digits")

#define PROFILE_FUNCTIONS_COLUMNS(X)                                           \
  X(NAME, "name", NAME,                                                        \
    "string, demangled; clones (`f.cold`, `f.part.0`) are under their "        \
    "function's name; empty if the code has lines but no symbol")              \
  X(FILE, "file", INDEX, "the file in which the function begins")              \
  X(SYSTEM, "system", FLAG,                                                    \
    "1 if it is of a library of the system (one with a soname in `/lib` or "   \
    "`/usr/lib`) or of a system header, else 0")                               \
  X(CALLS, "calls", AMOUNT, "activations begun, real and virtual (inlined)")   \
  X(NET, "net", CHANGE,                                                        \
    "bytes allocated less bytes freed during its outermost activations")       \
  X(PEAK, "peak", OPTIONAL,                                                    \
    "the highest number of live bytes at any instant of an activation; null "  \
    "if it never ran")

#define PROFILE_PLACES_COLUMNS(X)                                              \
  X(OUTER, "outer", INDEX,                                                     \
    "the place into which this one is inlined, or -1; always an earlier row")  \
  X(FUNCTION, "function", INDEX, "the function of the innermost line")         \
  X(FILE, "file", INDEX,                                                       \
    "its file, which can differ from the function's, for code that was "       \
    "included")                                                                \
  X(LINE, "line", LINE, "its number")

#define PROFILE_CONTEXTS_COLUMNS(X)                                            \
  X(PARENT, "parent", INDEX,                                                   \
    "the context of the caller, or -1; always an earlier row")                 \
  X(PLACE, "place", INDEX, "the place in the innermost function of the path")

#define PROFILE_SIZES_COLUMNS(X)                                               \
  X(PLACE, "place", INDEX, "its row of `places`")                              \
  X(BITS, "bits", LINE, "from 0 to 63")                                        \
  X(BYTES, "bytes", AMOUNT, "allocated, by requested size")                    \
  X(BLOCKS, "blocks", AMOUNT, "the same in blocks")

/* Of the table "lines" in "merged". */
#define PROFILE_MERGED_LINES_COLUMNS(X)                                        \
  X(FUNCTION, "function", INDEX, "the line's function")                        \
  X(FILE, "file", INDEX, "its file")                                           \
  X(LINE, "line", LINE,                                                        \
    "its number; rows are sorted by these three, wherever the line is "        \
    "inlined")                                                                 \
  X(PROFILES, "profiles", AMOUNT, "in how many profiles it ran")               \
  X(PEAK_SUM_BYTES, "peak_sum_bytes", OPTIONAL, "the sum of its peaks there")  \
  X(WORST, "worst", NAME,                                                      \
    "the name of the profile in which its peak, which is the largest `peak` "  \
    "of its places, was that high; of equals, the first by name")

/* The keys of "merged": X(identifier, key, meaning). */
#define PROFILE_MERGED_KEYS(X)                                                 \
  X(PROFILES, "profiles", "how many profiles it is made of")                   \
  X(PEAK_SUM_BYTES, "peak_sum_bytes",                                          \
    "the sum of all their peaks: more than that they never had together")      \
  X(WORST, "worst",                                                            \
    "the name of the one with the highest peak; of equals, the first by name") \
  X(LINES, "lines",                                                            \
    "a table like the others, with the peaks of each line that ran")

enum merged_key {
#define MERGED_KEY_ID(id, ...) MERGED_KEY_##id,
  PROFILE_MERGED_KEYS(MERGED_KEY_ID)
#undef MERGED_KEY_ID
      MERGED_KEYS
};

/* Enumerators of such columns, as PLACES_OUTER to PLACES_COLUMNS. */
#define SOURCES_ID(id, ...) SOURCES_##id,
#define FUNCTIONS_ID(id, ...) FUNCTIONS_##id,
#define PLACES_ID(id, ...) PLACES_##id,
#define CONTEXTS_ID(id, ...) CONTEXTS_##id,
#define SIZES_ID(id, ...) SIZES_##id,
#define MERGED_LINES_ID(id, ...) MERGED_LINES_##id,
enum sources_column { PROFILE_SOURCES_COLUMNS(SOURCES_ID) SOURCES_COLUMNS };
enum functions_column {
  PROFILE_FUNCTIONS_COLUMNS(FUNCTIONS_ID) FUNCTIONS_COLUMNS
};
enum places_column { PROFILE_PLACES_COLUMNS(PLACES_ID) PLACES_COLUMNS };
enum contexts_column { PROFILE_CONTEXTS_COLUMNS(CONTEXTS_ID) CONTEXTS_COLUMNS };
enum sizes_column { PROFILE_SIZES_COLUMNS(SIZES_ID) SIZES_COLUMNS };
enum merged_lines_column {
  PROFILE_MERGED_LINES_COLUMNS(MERGED_LINES_ID) MERGED_LINES_COLUMNS
};

#endif
