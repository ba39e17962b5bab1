/* Profile to bytes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/writer.h"

#include "output/digits.h"
#include "output/quote.h"

#include <inttypes.h>

static void put_number(FILE *out, int64_t number) {
  if (number == FIGURE_NONE)
    fputs("null", out);
  else
    digits_put(out, number);
}

static void put_next(FILE *out, int64_t number) {
  fputs(", ", out);
  put_number(out, number);
}

static void put_member(FILE *out, const char *key, const char *text) {
  fprintf(out, "\"%s\": ", key);
  quote_json(out, text);
  fputs(",\n", out);
}

static void put_names(FILE *out, const char *key, const char *const *names,
                      size_t count, const char *between) {
  fprintf(out, "\"%s\": [", key);
  for (size_t i = 0; i < count; i++) {
    fputs(i ? "," : "", out);
    fputs(between, out);
    quote_json(out, names[i]);
  }
  fputs(between, out);
  fputs("],\n", out);
}

static void put_totals(FILE *out, const struct profile *profile) {
  fputs("\"totals\": {", out);
  for (int i = 0; i < TOTALS; i++)
    fprintf(out, "%s\"%s\": %" PRId64, i ? ", " : "", total_columns[i].key,
            profile->totals[i]);
  fputs("},\n", out);
}

/* A table: its columns, to which more may be added, then its rows. */
static void begin_table(FILE *out, const char *name, const char *const *columns,
                        size_t count) {
  fprintf(out, "\"%s\": {\"columns\": [", name);
  for (size_t i = 0; i < count; i++)
    fprintf(out, "%s\"%s\"", i ? ", " : "", columns[i]);
}

static void put_column(FILE *out, const char *key) {
  fprintf(out, ", \"%s\"", key);
}

static void begin_rows(FILE *out) { fputs("],\n\"rows\": [", out); }

static void next_row(FILE *out, size_t row) {
  fputs(row ? ",\n[" : "\n[", out);
}

static void end_table(FILE *out) { fputs("\n]},\n", out); }

#define KEY(id, key, ...) key,
static const char *const merged_line_keys[] = {
    PROFILE_MERGED_LINES_COLUMNS(KEY)};
static const char *const source_keys[] = {PROFILE_SOURCES_COLUMNS(KEY)};
static const char *const function_keys[] = {PROFILE_FUNCTIONS_COLUMNS(KEY)};
static const char *const place_keys[] = {PROFILE_PLACES_COLUMNS(KEY)};
static const char *const context_keys[] = {PROFILE_CONTEXTS_COLUMNS(KEY)};
static const char *const life_keys[] = {PROFILE_LIVES(KEY)};
static const char *const sizes_keys[] = {PROFILE_SIZES_COLUMNS(KEY)};
#undef KEY

static void put_peaks(FILE *out, const struct merged *merged) {
  begin_table(out, "lines", merged_line_keys, MERGED_LINES_COLUMNS);
  begin_rows(out);
  for (size_t i = 0; i < merged->line_count; i++) {
    const struct line_peaks *line = &merged->lines[i];
    next_row(out, i);
    put_number(out, line->function);
    put_next(out, line->file);
    put_next(out, line->line);
    put_next(out, line->profiles);
    put_next(out, line->peak_sum);
    fputs(", ", out);
    quote_json(out, line->worst);
    putc(']', out);
  }
  fputs("\n]}", out);
}

static void put_merged(FILE *out, const struct merged *merged) {
  if (!merged->profiles)
    return;
  fprintf(out,
          "\"merged\": {\"profiles\": %" PRId64 ", \"peak_sum_bytes\": %" PRId64
          ", \"worst\": ",
          merged->profiles, merged->peak_sum_bytes);
  quote_json(out, merged->worst);
  fputs(",\n", out);
  put_peaks(out, merged);
  fputs("},\n", out);
}

static void put_sources(FILE *out, const struct profile *profile) {
  size_t rows = 0;
  begin_table(out, "sources", source_keys, SOURCES_COLUMNS);
  begin_rows(out);
  for (size_t i = 0; i < profile->file_count; i++) {
    const struct digest *digest = &profile->digests[i];
    if (digest->size < 0)
      continue;
    next_row(out, rows++);
    fprintf(out, "%zu, %" PRId64 ", \"%016" PRIx64 "\"]", i, digest->size,
            digest->hash);
  }
  end_table(out);
}

static void put_functions(FILE *out, const struct profile *profile) {
  begin_table(out, "functions", function_keys, FUNCTIONS_COLUMNS);
  begin_rows(out);
  for (size_t i = 0; i < profile->function_count; i++) {
    const struct function *f = &profile->functions[i];
    next_row(out, i);
    quote_json(out, f->name);
    put_next(out, f->file);
    put_next(out, f->system);
    put_next(out, f->calls);
    put_next(out, f->net);
    put_next(out, f->peak);
    putc(']', out);
  }
  end_table(out);
}

/* Whether the places of PROFILE have FIGURE to store. */
static bool is_stored(const struct profile *profile, int figure) {
  return figure_columns[figure].join != JOIN_NET && !profile->lacks[figure];
}

static void put_places(FILE *out, const struct profile *profile) {
  begin_table(out, "places", place_keys, PLACES_COLUMNS);
  for (int figure = 0; figure < FIGURES; figure++)
    if (is_stored(profile, figure))
      put_column(out, figure_columns[figure].key);
  begin_rows(out);
  for (size_t i = 0; i < profile->place_count; i++) {
    const struct place *p = &profile->places[i];
    next_row(out, i);
    put_number(out, p->outer);
    put_next(out, p->function);
    put_next(out, p->file);
    put_next(out, p->line);
    for (int figure = 0; figure < FIGURES; figure++)
      if (is_stored(profile, figure))
        put_next(out, p->figures[figure]);
    putc(']', out);
  }
  end_table(out);
}

static void put_contexts(FILE *out, const struct profile *profile) {
  begin_table(out, "contexts", context_keys, CONTEXTS_COLUMNS);
  for (int amount = 0; amount < AMOUNTS; amount++)
    put_column(out, amount_columns[amount].key);
  for (int life = 0; life < LIVES && profile_knows_lives(profile); life++)
    put_column(out, life_keys[life]);
  begin_rows(out);
  for (size_t i = 0; i < profile->context_count; i++) {
    const struct context *c = &profile->contexts[i];
    next_row(out, i);
    put_number(out, c->parent);
    put_next(out, c->place);
    for (int amount = 0; amount < AMOUNTS; amount++)
      put_next(out, c->amounts[amount]);
    for (int life = 0; profile->lives && life < LIVES; life++)
      put_next(out, profile->lives[i][life]);
    putc(']', out);
  }
  fputs("\n]}", out);
}

static void put_sizes(FILE *out, const struct profile *profile) {
  if (!profile_knows_sizes(profile))
    return;
  fputs(",\n", out);
  begin_table(out, "sizes", sizes_keys, SIZES_COLUMNS);
  begin_rows(out);
  for (size_t i = 0; i < profile->size_count; i++) {
    const struct size_class *class = &profile->sizes[i];
    next_row(out, i);
    put_number(out, class->place);
    put_next(out, class->bits);
    put_next(out, class->bytes);
    put_next(out, class->blocks);
    putc(']', out);
  }
  fputs("\n]}", out);
}

void writer_profile(const struct profile *profile, FILE *out) {
  fprintf(out, "{\n\"format\": \"" PROFILE_FORMAT "\",\n\"version\": %d,\n",
          PROFILE_VERSION);
  put_member(out, "tool", profile->tool);
  put_member(out, "host", profile->host);
  put_member(out, "platform", profile->platform);
  put_names(out, "command", profile->command, profile->command_count, "");
  fputs("\"options\": {},\n", out);
  put_member(out, "end", profile->end);
  put_totals(out, profile);
  put_merged(out, &profile->merged);
  put_names(out, "files", profile->files, profile->file_count, "\n");
  put_sources(out, profile);
  put_functions(out, profile);
  put_places(out, profile);
  put_contexts(out, profile);
  put_sizes(out, profile);
  fputs("\n}\n", out);
}
