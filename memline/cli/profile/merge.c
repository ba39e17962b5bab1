/* Many profiles of one program as one.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/merge.h"

#include "base/memory.h"
#include "profile/merge_lives.h"
#include "profile/merge_order.h"
#include "profile/merge_peaks.h"
#include "profile/merge_rows.h"

#include <stdlib.h>
#include <string.h>

/* What stands for a text that is not the same in all profiles. */
#define VARIOUS "various"
/* What stands for the arguments from the first that is not. */
#define AND_SO_ON "..."

struct merge {
  struct merge_rows joint; /* its profile is the sum */
  struct merge_peaks peaks;
  struct merge_lives lives;
  /* Of each column; all are below 2^63, and so is every single figure. */
  int64_t place_sums[FIGURES], context_sums[AMOUNTS], calls;
  const char *changed;
};

struct merge *merge_new(void) {
  return memory_zeroed(1, sizeof(struct merge));
}

void merge_free(struct merge *merge) {
  merge_rows_free(&merge->joint);
  merge_peaks_free(&merge->peaks);
  merge_lives_free(&merge->lives);
  free(merge);
}

const char *merge_changed(const struct merge *merge) { return merge->changed; }

static bool add(int64_t *to, int64_t amount, const char *what,
                struct error *error) {
  return !__builtin_add_overflow(*to, amount, to) ||
         error_set(error, "the sum of %s would be 2^63 or more", what);
}

/* A copy that the sum owns. */
static const char *keep(struct profile *sum, const char *text) {
  return arena_string(&sum->names, text, strlen(text));
}

/* The peak of which profile is shown: the higher one, and of equals, which
   the ranks of one job often are, the one whose name comes first. */
static bool is_worse(const struct profile *sum, const struct profile *profile,
                     const char *name) {
  static const enum total ties[] = {TOTAL_PEAK_BLOCKS, TOTAL_PEAK_EVENT};
  int64_t peak = profile->totals[TOTAL_PEAK_BYTES];
  if (sum->merged.profiles == 0 || peak != sum->totals[TOTAL_PEAK_BYTES])
    return sum->merged.profiles == 0 || peak > sum->totals[TOTAL_PEAK_BYTES];
  int by_name = strcmp(name, sum->merged.worst);
  for (size_t i = 0; i < 2 && by_name == 0; i++)
    by_name = (profile->totals[ties[i]] < sum->totals[ties[i]]) -
              (profile->totals[ties[i]] > sum->totals[ties[i]]);
  return by_name < 0;
}

static bool add_totals(struct profile *sum, const struct profile *profile,
                       bool worst, struct error *error) {
  for (int i = 0; i < TOTALS; i++) {
    if (total_columns[i].join == JOIN_SUM) {
      if (!add(&sum->totals[i], profile->totals[i], total_columns[i].key,
               error))
        return false;
    } else if (worst) {
      sum->totals[i] = profile->totals[i];
    }
  }
  return true;
}

static bool add_merged(struct merged *to, const struct profile *profile,
                       struct error *error) {
  const struct merged *from = &profile->merged;
  int64_t peak =
      from->profiles ? from->peak_sum_bytes : profile->totals[TOTAL_PEAK_BYTES];
  return add(&to->profiles, from->profiles ? from->profiles : 1, "profiles",
             error) &&
         add(&to->peak_sum_bytes, peak, "peaks", error);
}

static void add_text(struct profile *sum, const char **to, const char *text) {
  if (!*to)
    *to = keep(sum, text);
  else if (strcmp(*to, text) != 0)
    *to = VARIOUS;
}

static void first_command(struct profile *sum, const struct profile *profile) {
  size_t count = profile->command_count;
  sum->command = memory_new(count + 1, sizeof *sum->command);
  for (size_t i = 0; i < count; i++)
    sum->command[i] = keep(sum, profile->command[i]);
  sum->command_count = count;
}

/* Up to where all agree, and points.  There is room for them, for they come
   once, even if the points are somebody's argument. */
static void common_command(struct profile *sum, const struct profile *profile) {
  size_t n = 0;
  while (n < sum->command_count && n < profile->command_count &&
         strcmp(sum->command[n], profile->command[n]) == 0)
    n++;
  if (n == sum->command_count && n == profile->command_count)
    return;
  while (n > 0 && strcmp(sum->command[n - 1], AND_SO_ON) == 0)
    n--;
  sum->command[n] = AND_SO_ON;
  sum->command_count = n + 1;
}

static void add_run(struct profile *sum, const struct profile *profile) {
  if (!sum->command)
    first_command(sum, profile);
  common_command(sum, profile);
  add_text(sum, &sum->tool, profile->tool);
  add_text(sum, &sum->host, profile->host);
  add_text(sum, &sum->platform, profile->platform);
  add_text(sum, &sum->end, profile->end);
}

/* A file of which not all say the same is one of which nothing is known. */
static void add_digests(struct merge *merge, const struct profile *profile,
                        const int32_t *rows) {
  struct profile *sum = &merge->joint.profile;
  for (size_t i = 0; i < profile->file_count; i++) {
    const struct digest *from = &profile->digests[i];
    struct digest *to = &sum->digests[rows[i]];
    if (to->size == from->size && to->hash == from->hash)
      continue;
    if (to->size >= 0 && from->size >= 0)
      merge->changed = sum->files[rows[i]];
    *to = (struct digest){.size = -1};
  }
}

static bool add_functions(struct merge *merge, const struct profile *profile,
                          const int32_t *rows, struct error *error) {
  for (size_t i = 0; i < profile->function_count; i++) {
    const struct function *from = &profile->functions[i];
    struct function *to = &merge->joint.profile.functions[rows[i]];
    if (!add(&merge->calls, from->calls, "calls", error) ||
        !add(&to->net, from->net, "net", error))
      return false;
    to->calls += from->calls;
    to->system |= from->system;
    if (from->peak > to->peak)
      to->peak = from->peak;
  }
  return true;
}

/* Of these columns only the worst profile counts. */
static void clear_peak(struct merge *merge) {
  struct profile *sum = &merge->joint.profile;
  for (int i = 0; i < FIGURES; i++)
    if (figure_columns[i].join == JOIN_WORST) {
      merge->place_sums[i] = 0;
      for (size_t row = 0; row < sum->place_count; row++)
        sum->places[row].figures[i] = 0;
    }
  for (int i = 0; i < AMOUNTS; i++)
    if (amount_columns[i].join == JOIN_WORST) {
      merge->context_sums[i] = 0;
      for (size_t row = 0; row < sum->context_count; row++)
        sum->contexts[row].amounts[i] = 0;
    }
}

/* Are the figures of a column added up, and known? */
static bool is_sum(const struct profile *profile, int figure) {
  int join = figure_columns[figure].join;
  return (join == JOIN_SUM || join == JOIN_WORST) && !profile->lacks[figure];
}

static bool add_places(struct merge *merge, const struct profile *profile,
                       const int32_t *rows, bool worst, struct error *error) {
  struct profile *sum = &merge->joint.profile;
  for (int i = 0; i < FIGURES; i++)
    sum->lacks[i] |= profile->lacks[i];
  for (size_t row = 0; row < profile->place_count; row++) {
    int64_t figures[FIGURES];
    memcpy(figures, profile->places[row].figures, sizeof figures);
    for (int i = 0; i < FIGURES; i++) {
      if (figure_columns[i].join == JOIN_WORST && !worst)
        figures[i] = 0;
      if (is_sum(profile, i) &&
          !add(&merge->place_sums[i], figures[i], figure_columns[i].key, error))
        return false;
    }
    figures_add(sum->places[rows[row]].figures, figures);
  }
  return true;
}

static bool add_contexts(struct merge *merge, const struct profile *profile,
                         const int32_t *rows, bool worst, struct error *error) {
  for (size_t row = 0; row < profile->context_count; row++) {
    int64_t *to = merge->joint.profile.contexts[rows[row]].amounts;
    for (int i = 0; i < AMOUNTS; i++) {
      if (amount_columns[i].join == JOIN_WORST && !worst)
        continue;
      int64_t amount = profile->contexts[row].amounts[i];
      if (!add(&merge->context_sums[i], amount, "contexts", error))
        return false;
      to[i] += amount;
    }
  }
  return true;
}

/* What one profile does not know, nobody knows of all of them. */
static void forget_unknown(struct profile *sum) {
  for (int i = 0; i < FIGURES; i++)
    for (size_t row = 0; sum->lacks[i] && row < sum->place_count; row++)
      sum->places[row].figures[i] = FIGURE_NONE;
}

/* All rows of both may be different.  Numbers of rows are int32_t. */
static bool check_rows(const struct merge *merge, const struct profile *profile,
                       struct error *error) {
  const struct profile *sum = &merge->joint.profile;
  size_t lines = profile->merged.line_count;
  const size_t rows[] = {
      sum->file_count + profile->file_count,
      sum->function_count + profile->function_count,
      sum->place_count + profile->place_count,
      sum->context_count + profile->context_count,
      merge->lives.size_count + profile->size_count,
      merge->peaks.count + profile->place_count + lines,
      merge->peaks.name_count + lines + 1,
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i] > INT32_MAX)
      return error_set(error, "the sum could have 2^31 rows or more");
  return true;
}

bool merge_add(struct merge *merge, const struct profile *profile,
               const char *name, struct error *error) {
  struct profile *sum = &merge->joint.profile;
  if (!check_rows(merge, profile, error))
    return false;
  if (profile->merged.profiles)
    name = profile->merged.worst;
  bool worst = is_worse(sum, profile, name);
  if (worst) {
    clear_peak(merge);
    sum->merged.worst = keep(sum, name);
  }
  add_run(sum, profile);
  struct merge_rows_map rows = merge_rows_add(&merge->joint, profile);
  add_digests(merge, profile, rows.files);
  bool good = add_totals(sum, profile, worst, error) &&
              add_merged(&sum->merged, profile, error) &&
              add_functions(merge, profile, rows.functions, error) &&
              add_places(merge, profile, rows.places, worst, error) &&
              add_contexts(merge, profile, rows.contexts, worst, error) &&
              merge_lives_add(&merge->lives, profile, &rows, error) &&
              merge_peaks_add(&merge->peaks, sum, profile, &rows, name, error);
  merge_rows_map_free(&rows);
  return good;
}

void merge_finish(struct merge *merge, struct profile *sum) {
  merge_peaks_finish(&merge->peaks, &merge->joint.profile);
  merge_lives_finish(&merge->lives, &merge->joint.profile);
  *sum = merge->joint.profile;
  forget_unknown(sum);
  memset(&merge->joint.profile, 0, sizeof *sum);
  merge_rows_free(&merge->joint);
  merge_peaks_free(&merge->peaks);
  merge_lives_free(&merge->lives);
  memset(merge, 0, sizeof *merge);
  merge_order(sum);
}
