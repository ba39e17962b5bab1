/* One profile in memory: what docs/format.md describes, with its tables as
   arrays.  The reader fills it, and from then on nobody changes it: every
   index is in range, every place and context comes behind the one it hangs
   on, and no sum over a column overflows.

   Names are the bytes that the program had, whatever their encoding.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_PROFILE_H
#define MEMLINE_CLI_PROFILE_H

#include "base/arena.h"
#include "shared/profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What shared/profile.h says of each figure, total and amount. */
struct figure_column {
  const char *key, *title;
  int unit;  /* COLUMN_... */
  int join;  /* JOIN_... */
  int scope; /* SCOPE_... */
  int since; /* a level */
  enum total whole;
  enum figure companion;
  const char *meaning;
};

struct total_column {
  const char *key, *title;
  int unit, join;
};

struct amount_column {
  const char *key, *title;
  int unit, join;
  enum figure self, inclusive;
};

extern const struct figure_column figure_columns[FIGURES];
extern const struct total_column total_columns[TOTALS];
extern const struct amount_column amount_columns[AMOUNTS];

/* What a source file held when the run ended. */
struct digest {
  int64_t size;  /* in bytes; -1: it could not be read then */
  uint64_t hash; /* as shared/hash.h makes it */
};

/* How many of the blocks that a place allocated have a size of so many bits. */
struct size_class {
  int32_t place, bits;
  int64_t bytes, blocks;
};

#define SIZE_CLASSES 64 /* 0 bits to 63 */

struct function {
  const char *name;
  int32_t file;
  bool system;              /* of a library or header of the system */
  int64_t calls, net, peak; /* peak may be FIGURE_NONE */
};

/* Place 0 is what no line was active for: function, file and outer -1. */
struct place {
  int32_t outer, function, file, line;
  int64_t figures[FIGURES]; /* increment included */
};

struct context {
  int32_t parent, place;
  int64_t amounts[AMOUNTS];
};

/* A line's peaks in the profiles in which it ran; its places have the
   largest. */
struct line_peaks {
  int32_t function, file, line;
  int64_t profiles;  /* in how many it ran */
  int64_t peak_sum;  /* bytes */
  const char *worst; /* the one with the largest */
};

/* What a merged profile says of those that it is made of. */
struct merged {
  int64_t profiles;       /* how many; 0: this is no merged profile */
  int64_t peak_sum_bytes; /* of all their peaks */
  const char *worst;      /* the one with the highest peak, which is totals' */
  struct line_peaks *lines; /* that ran, by function, file and line */
  size_t line_count;
};

struct profile {
  struct arena names; /* owns every string here */
  const char *tool, *host, *platform, *end;
  bool lacks[FIGURES]; /* those that it knows nothing of: FIGURE_NONE */
  int64_t totals[TOTALS];
  struct merged merged;
  const char **command;
  struct function *functions;
  struct place *places;
  struct context *contexts;
  int64_t (*lives)[LIVES];  /* of the contexts; NULL: nobody knows */
  struct size_class *sizes; /* by place and bits; none if nobody knows */
  const char **files;
  struct digest *digests; /* of the files, in their order */
  size_t command_count, function_count, place_count, context_count, file_count,
      size_count;
};

void profile_free(struct profile *profile);

/* Profiles of earlier versions say neither.  Where there is nothing to say, all
   is known. */
static inline bool profile_knows_lives(const struct profile *profile) {
  return profile->lives || !profile->context_count;
}

static inline bool profile_knows_sizes(const struct profile *profile) {
  return profile->size_count || !profile->totals[TOTAL_ALLOCS];
}

/* The file of a function, place or line, or "" for -1. */
static inline const char *profile_file(const struct profile *profile,
                                       int32_t file) {
  return file < 0 ? "" : profile->files[file];
}

/* The name of a function, or "" for -1. */
static inline const char *profile_function(const struct profile *profile,
                                           int32_t function) {
  return function < 0 ? "" : profile->functions[function].name;
}

/* In a merged profile, the peaks of the line that a place is of; NULL if it
   never ran. */
const struct line_peaks *profile_peaks(const struct profile *profile,
                                       const struct place *place);

/* Below 0, 0 or above, as A comes before B in a merged profile or behind it. */
int line_peaks_compare(const struct line_peaks *a, const struct line_peaks *b);

/* The same for their order in a profile. */
int size_class_compare(const struct size_class *a, const struct size_class *b);

/* Where a place is inlined: "g.c:5 > main.c:20", the nearest caller first; ""
   if it is not inlined.  Chains of more than 100 are cut.  The caller frees
   it. */
char *profile_inlined_at(const struct profile *profile,
                         const struct place *place);

/* A place's figures and another's together, in TO: the sum or the larger of
   each.  What is not known of one is not known of both. */
void figures_add(int64_t to[FIGURES], const int64_t figures[FIGURES]);

/* The figures that figures_add() leaves the others' unchanged with. */
void figures_clear(int64_t figures[FIGURES]);

#endif
