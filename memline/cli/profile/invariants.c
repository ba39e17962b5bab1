/* What must hold in every profile.

   The reader has made sure that no sum over a column overflows.  Where two
   amounts are added they are taken as unsigned: each is below 2^63.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/invariants.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct check {
  const struct profile *profile;
  invariants_report *report;
  void *data;
  long violations;
};

__attribute__((format(printf, 3, 4))) static void
hold(struct check *check, bool good, const char *format, ...) {
  if (good)
    return;
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  check->violations++;
  check->report(check->data, text);
}

static void same(struct check *check, const char *what, int64_t found,
                 int64_t expected) {
  hold(check, found == expected, "%s: expected %lld, found %lld", what,
       (long long)expected, (long long)found);
}

static void check_totals(struct check *check) {
  const int64_t *t = check->profile->totals;
#define U(total) ((uint64_t)t[TOTAL_##total])
  /* What is left at the end of many runs may be more than one ever had. */
  const struct merged *merged = &check->profile->merged;
  uint64_t peak =
      merged->profiles ? (uint64_t)merged->peak_sum_bytes : U(PEAK_BYTES);
  const char *peak_name = merged->profiles ? "peak_sum_bytes" : "peak_bytes";
  hold(check, U(INHERITED_BYTES) + U(ALLOCATED) == U(FREED) + U(AT_EXIT_BYTES),
       "totals: inherited_bytes + allocated - freed is not at_exit_bytes");
  hold(check, U(INHERITED_BLOCKS) + U(ALLOCS) == U(FREES) + U(AT_EXIT_BLOCKS),
       "totals: inherited_blocks + allocs - frees is not at_exit_blocks");
  hold(check, peak >= U(AT_EXIT_BYTES), "totals: %s is less than at_exit_bytes",
       peak_name);
  hold(check, peak >= U(INHERITED_BYTES),
       "totals: %s is less than inherited_bytes", peak_name);
  hold(check, peak >= U(PEAK_BYTES), "merged: %s is less than peak_bytes",
       peak_name);
  hold(check, U(EVENTS) <= U(ALLOCS) + U(FREES),
       "totals: more events than allocs and frees");
  hold(check, U(EVENTS) >= U(ALLOCS) && U(EVENTS) >= U(FREES),
       "totals: fewer events than allocs or frees");
  hold(check, U(PEAK_EVENT) <= U(EVENTS), "totals: peak_event beyond events");
#undef U
}

/* The sums over all places, the one without line included. */
static void check_sums(struct check *check) {
  static const struct {
    enum figure figure;
    enum total total;
  } pairs[] = {
      {FIGURE_SELF_ALLOCS, TOTAL_ALLOCS},
      {FIGURE_SELF_ALLOCATED, TOTAL_ALLOCATED},
      {FIGURE_SELF_FREES, TOTAL_FREES},
      {FIGURE_SELF_FREED, TOTAL_FREED},
      {FIGURE_AT_PEAK_BYTES, TOTAL_PEAK_BYTES},
      {FIGURE_AT_PEAK_BLOCKS, TOTAL_PEAK_BLOCKS},
      {FIGURE_AT_EXIT_BYTES, TOTAL_AT_EXIT_BYTES},
      {FIGURE_AT_EXIT_BLOCKS, TOTAL_AT_EXIT_BLOCKS},
  };
  const struct profile *profile = check->profile;
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    int64_t sum = 0;
    char what[64];
    for (size_t row = 0; row < profile->place_count; row++)
      sum += profile->places[row].figures[pairs[i].figure];
    snprintf(what, sizeof what, "places: sum of %s",
             figure_columns[pairs[i].figure].key);
    same(check, what, sum, profile->totals[pairs[i].total]);
  }
}

/* "places row 7 (a.c:5 f)", for messages. */
static const char *place_name(const struct profile *profile, size_t row,
                              char *text, size_t size) {
  const struct place *place = &profile->places[row];
  if (row == 0)
    snprintf(text, size, "places row 0 " PROFILE_NO_LINE);
  else
    snprintf(text, size, "places row %zu (%.900s:%d %.900s)", row,
             profile_file(profile, place->file), place->line,
             profile_function(profile, place->function));
  return text;
}

static void check_place(struct check *check, size_t row) {
  static const enum figure pairs[][2] = {
      {FIGURE_SELF_ALLOCATED, FIGURE_ALLOCATED},
      {FIGURE_SELF_FREED, FIGURE_FREED},
      {FIGURE_SELF_ALLOCS, FIGURE_ALLOCS},
      {FIGURE_SELF_FREES, FIGURE_FREES},
  };
  const int64_t *f = check->profile->places[row].figures;
  char name[2048];
  place_name(check->profile, row, name, sizeof name);
  bool ran = f[FIGURE_OCCURRENCES] > 0;
  bool measured = f[FIGURE_MEM_USAGE] != FIGURE_NONE;
  bool peaked = f[FIGURE_PEAK] != FIGURE_NONE;
  hold(check, ran == measured && ran == peaked,
       "%s: occurrences %lld, but mem_usage is %s and peak is %s", name,
       (long long)f[FIGURE_OCCURRENCES], measured ? "there" : "null",
       peaked ? "there" : "null");
  if (measured && peaked) {
    hold(check, f[FIGURE_MEM_USAGE] <= f[FIGURE_PEAK],
         "%s: mem_usage %lld above peak %lld", name,
         (long long)f[FIGURE_MEM_USAGE], (long long)f[FIGURE_PEAK]);
    hold(check, f[FIGURE_PEAK] <= check->profile->totals[TOTAL_PEAK_BYTES],
         "%s: peak %lld above the program's", name, (long long)f[FIGURE_PEAK]);
  }
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    const char *key = figure_columns[pairs[i][1]].key;
    int64_t self = f[pairs[i][0]], all = f[pairs[i][1]];
    hold(check, self <= all, "%s: self_%s %lld above %s %lld", name, key,
         (long long)self, key, (long long)all);
    hold(check, ran || row == 0 || all == 0, "%s: %s %lld, but it never ran",
         name, key, (long long)all);
  }
}

/* The peaks of lines in a merged profile. */
static void check_peaks(struct check *check) {
  const struct profile *profile = check->profile;
  const struct merged *merged = &profile->merged;
  char name[2048];
  for (size_t i = 0; i < merged->line_count; i++)
    hold(check, merged->lines[i].profiles <= merged->profiles,
         "merged: lines row %zu ran in %lld of %lld profiles", i,
         (long long)merged->lines[i].profiles, (long long)merged->profiles);
  for (size_t i = 1; merged->profiles && i < profile->place_count; i++) {
    int64_t peak = profile->places[i].figures[FIGURE_PEAK];
    const struct line_peaks *line = profile_peaks(profile, &profile->places[i]);
    if (peak != FIGURE_NONE && (!line || line->peak_sum < peak))
      hold(check, false, "%s: peak %lld is more than the sum of its peaks",
           place_name(profile, i, name, sizeof name), (long long)peak);
  }
}

/* What the places of one function add up to. */
struct summary {
  int64_t net, peak;
  bool ran;
};

static void check_function(struct check *check, size_t row,
                           const struct summary *summary) {
  const struct function *function = &check->profile->functions[row];
  char name[2048], what[2100];
  snprintf(name, sizeof name, "functions row %zu (%.900s %.900s)", row,
           profile_file(check->profile, function->file), function->name);
  snprintf(what, sizeof what, "%s: net, by its lines", name);
  same(check, what, summary->net, function->net);
  hold(check, function->peak == summary->peak,
       "%s: peak is not the largest of its lines", name);
  hold(check, !summary->ran || function->calls > 0,
       "%s: lines ran, but calls is 0", name);
}

static void check_functions(struct check *check) {
  const struct profile *profile = check->profile;
  size_t count = profile->function_count;
  struct summary *summaries = memory_zeroed(count, sizeof *summaries);
  for (size_t i = 0; i < count; i++)
    summaries[i].peak = FIGURE_NONE;
  for (size_t i = 1; i < profile->place_count; i++) {
    const struct place *place = &profile->places[i];
    struct summary *summary = &summaries[place->function];
    summary->net += place->figures[FIGURE_INCREMENT];
    if (place->figures[FIGURE_PEAK] > summary->peak)
      summary->peak = place->figures[FIGURE_PEAK];
    summary->ran |= place->figures[FIGURE_OCCURRENCES] > 0;
  }
  for (size_t i = 0; i < count; i++)
    check_function(check, i, &summaries[i]);
  free(summaries);
}

/* The contexts of each place add up to the place's own figures. */
static void check_contexts(struct check *check) {
  const struct profile *profile = check->profile;
  int64_t *sums = memory_new(profile->place_count, sizeof *sums);
  for (int amount = 0; amount < AMOUNTS; amount++) {
    enum figure self = amount_columns[amount].self;
    for (size_t i = 0; i < profile->place_count; i++)
      sums[i] = 0;
    for (size_t i = 0; i < profile->context_count; i++)
      sums[profile->contexts[i].place] += profile->contexts[i].amounts[amount];
    for (size_t i = 0; i < profile->place_count; i++) {
      int64_t own = profile->places[i].figures[self];
      char name[2048];
      if (sums[i] != own)
        hold(check, false, "%s: %s is %lld, but its contexts add up to %lld",
             place_name(profile, i, name, sizeof name),
             figure_columns[self].key, (long long)own, (long long)sums[i]);
    }
  }
  free(sums);
}

/* What became of the blocks of each context. */
static void check_lives(struct check *check) {
  const struct profile *profile = check->profile;
  uint64_t events = (uint64_t)profile->totals[TOTAL_EVENTS];
  int64_t blocks = 0;
  for (size_t i = 0; profile->lives && i < profile->context_count; i++) {
    const int64_t *a = profile->contexts[i].amounts, *l = profile->lives[i];
    blocks += l[LIFE_TEMPORARY_BLOCKS];
    hold(check,
         l[LIFE_TEMPORARY_BLOCKS] <= a[AMOUNT_ALLOCS] &&
             l[LIFE_TEMPORARY_BYTES] <= a[AMOUNT_ALLOCATED],
         "contexts row %zu: more temporary blocks than it allocated", i);
    /* In a merged profile it is that of one of those that are the same. */
    hold(check,
         profile->merged.profiles ||
             l[LIFE_MAX_BYTES] >= a[AMOUNT_AT_PEAK_BYTES],
         "contexts row %zu: max_bytes %lld below at_peak_bytes %lld", i,
         (long long)l[LIFE_MAX_BYTES], (long long)a[AMOUNT_AT_PEAK_BYTES]);
    hold(check,
         profile->merged.profiles ||
             l[LIFE_MAX_BYTES] >= a[AMOUNT_AT_EXIT_BYTES],
         "contexts row %zu: max_bytes %lld below at_exit_bytes %lld", i,
         (long long)l[LIFE_MAX_BYTES], (long long)a[AMOUNT_AT_EXIT_BYTES]);
    hold(check, l[LIFE_MAX_BYTES] <= profile->totals[TOTAL_PEAK_BYTES],
         "contexts row %zu: max_bytes %lld above the program's peak", i,
         (long long)l[LIFE_MAX_BYTES]);
    hold(check,
         (uint64_t)l[LIFE_TEMPORARY_BLOCKS] <= (uint64_t)l[LIFE_LIFETIME],
         "contexts row %zu: temporary blocks that did not live", i);
    hold(check,
         (unsigned __int128)l[LIFE_LIFETIME] <=
             (unsigned __int128)events *
                 ((uint64_t)a[AMOUNT_ALLOCS] +
                  (uint64_t)profile->totals[TOTAL_INHERITED_BLOCKS]),
         "contexts row %zu: lifetime %lld is more than its blocks can have", i,
         (long long)l[LIFE_LIFETIME]);
  }
  hold(check, blocks <= profile->totals[TOTAL_FREES],
       "contexts: more temporary blocks than frees");
}

/* The sizes of each place's blocks add up to what it allocated, and fit their
   class. */
static void check_sizes(struct check *check) {
  const struct profile *profile = check->profile;
  char name[2048];
  size_t at = 0;
  if (!profile_knows_sizes(profile))
    return;
  for (size_t i = 0; i < profile->place_count; i++) {
    const int64_t *f = profile->places[i].figures;
    int64_t bytes = 0, blocks = 0;
    for (; at < profile->size_count && (size_t)profile->sizes[at].place == i;
         at++) {
      const struct size_class *c = &profile->sizes[at];
      __int128 least = c->bits ? (__int128)1 << (c->bits - 1) : 0;
      __int128 most = c->bits ? 2 * least - 1 : 0;
      bytes += c->bytes;
      blocks += c->blocks;
      hold(check,
           c->blocks > 0 && c->blocks * least <= c->bytes &&
               c->bytes <= c->blocks * most,
           "sizes row %zu: %lld blocks of %d bits cannot have %lld bytes", at,
           (long long)c->blocks, c->bits, (long long)c->bytes);
    }
    hold(check,
         bytes == f[FIGURE_SELF_ALLOCATED] && blocks == f[FIGURE_SELF_ALLOCS],
         "%s: self_allocs %lld and self_allocated %lld, but by size %lld and "
         "%lld",
         place_name(profile, i, name, sizeof name),
         (long long)f[FIGURE_SELF_ALLOCS], (long long)f[FIGURE_SELF_ALLOCATED],
         (long long)blocks, (long long)bytes);
  }
}

long invariants_check(const struct profile *profile, invariants_report *report,
                      void *data) {
  struct check check = {profile, report, data, 0};
  check_totals(&check);
  check_sums(&check);
  for (size_t i = 0; i < profile->place_count; i++)
    check_place(&check, i);
  check_peaks(&check);
  check_lives(&check);
  check_sizes(&check);
  check_functions(&check);
  check_contexts(&check);
  return check.violations;
}
