/* Writes what docs/ says of the profile's tables and columns, from the rows of
   shared/profile.h: scripts/contract compiles and runs it.

   contract schema          docs/profile.schema.json, unformatted
   contract table NAME      a table of docs/format.md

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "shared/profile.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Text with quotes and backslashes, as a JSON string. */
static void put_string(const char *text) {
  putchar('"');
  for (; *text; text++)
    printf(strchr("\"\\", *text) ? "\\%c" : "%c", *text);
  putchar('"');
}

/* A column of any table, as both documents see it. */
struct column {
  const char *key;
  const char *unit; /* "" if it has none */
  int join;         /* JOIN_..., or NO_JOIN */
  int stored, since;
  const char *meaning;
};

#define NO_JOIN (-1)
static const char *const units[] = {
    [COLUMN_BYTES] = "bytes",
    [COLUMN_SIGNED_BYTES] = "bytes, signed",
    [COLUMN_COUNT] = "number",
};
static const char *const joins[] = {
    [JOIN_SUM] = "sum",
    [JOIN_LARGEST] = "largest",
    [JOIN_WORST] = "sum; of profiles, the worst one's",
    [JOIN_NET] = "not stored",
};

#define PLAIN(id, key, kind, meaning) {key, "", NO_JOIN, 0, 1, meaning},
#define TOTAL(id, key, title, unit, join, meaning)                             \
  {key, units[COLUMN_##unit], JOIN_##join, 0, 1, meaning},
#define FIGURE(id, key, title, unit, join, scope, stored, since, whole,        \
               companion, meaning)                                             \
  {key, units[COLUMN_##unit], JOIN_##join, stored, since, meaning},
#define AMOUNT(id, key, title, unit, join, stored, self, inclusive, meaning)   \
  {key, units[COLUMN_##unit], JOIN_##join, stored, 1, meaning},
#define LIFE(id, key, unit, join, since, meaning)                              \
  {key, units[COLUMN_##unit], JOIN_##join, 0, since, meaning},
#define KEY(id, key, needed, meaning) {key, "", NO_JOIN, 0, needed, meaning},
#define MERGED_KEY(id, key, meaning) {key, "", NO_JOIN, 0, 1, meaning},
#define END {NULL, "", NO_JOIN, 0, 0, NULL}

/* Reads better than initialisers that are constants: units[] is none. */
#define COLUMNS(name, ...) struct column name[] = {__VA_ARGS__ END};

/* Puts the columns that have a place in the row where they belong. */
static void sort_by_place(struct column *columns) {
  for (struct column *c = columns; c->key; c++)
    for (struct column *d = c + 1; c->stored && d->key; d++)
      if (d->stored && d->stored < c->stored) {
        struct column other = *c;
        *c = *d;
        *d = other;
      }
}

/* Is the column stored at all? */
static bool is_stored(const struct column *column) {
  return column->join != JOIN_NET;
}

/* "required": those that all profiles have. */
static void put_required(const struct column *columns) {
  const char *between = "";
  fputs("\"required\": [", stdout);
  for (; columns->key; columns++)
    if (columns->since == 1) {
      fputs(between, stdout);
      put_string(columns->key);
      between = ", ";
    }
  fputs("]", stdout);
}

static void put_schema_table(const char *description,
                             const struct column *columns, const char *more) {
  const char *between = "";
  printf("{\"description\": \"%s", description);
  for (const struct column *c = columns; c->key; c++)
    if (is_stored(c) && c->since > 1) {
      printf("%s%s", *between ? between : " Profiles of earlier versions lack ",
             c->key);
      between = ", ";
    }
  printf("%s\", \"$ref\": \"#/$defs/table\", \"properties\": {\"columns\": "
         "{\"allOf\": [",
         *between ? "." : "");
  between = "";
  for (const struct column *c = columns; c->key; c++)
    if (is_stored(c) && c->since == 1) {
      printf("%s{\"contains\": {\"const\": ", between);
      put_string(c->key);
      fputs("}}", stdout);
      between = ", ";
    }
  printf("]}%s}}", more);
}

#define NAME "{\"$ref\": \"#/$defs/name\"}"
#define ALL_OF_AMOUNT "{\"$ref\": \"#/$defs/amount\"}"
#define BELOW_2_63 "\"exclusiveMaximum\": 9223372036854775808"

static void put_totals(void) {
  COLUMNS(columns, PROFILE_TOTALS(TOTAL))
  fputs("{\"type\": \"object\", ", stdout);
  put_required(columns);
  fputs(", \"properties\": {", stdout);
  for (int i = 0; columns[i].key; i++)
    printf("%s\"%s\": " ALL_OF_AMOUNT, i ? ", " : "", columns[i].key);
  fputs("}}", stdout);
}

static void put_merged(void) {
  COLUMNS(keys, PROFILE_MERGED_KEYS(MERGED_KEY))
  COLUMNS(lines, PROFILE_MERGED_LINES_COLUMNS(PLAIN))
  fputs("{\"description\": \"Only in merged profiles: what they are made of.\", "
        "\"type\": \"object\", ",
        stdout);
  put_required(keys);
  fputs(", \"properties\": {\"profiles\": {\"type\": \"integer\", \"minimum\": "
        "1, " BELOW_2_63 "}, \"peak_sum_bytes\": " ALL_OF_AMOUNT
        ", \"worst\": " NAME ", \"lines\": ",
        stdout);
  put_schema_table("The peaks of each line that ran, sorted by function, file "
                   "and line.",
                   lines, "");
  fputs("}}", stdout);
}

/* The value of a key that is no table. */
static const char *value_of(int key) {
  static const char option[] = "{\"$ref\": \"#/$defs/option\"}";
  static char options[256];
  switch (key) {
  case KEY_FORMAT:
    return "{\"const\": \"" PROFILE_FORMAT "\"}";
  case KEY_COMMAND:
  case KEY_FILES:
    return "{\"type\": \"array\", \"items\": " NAME "}";
  case KEY_OPTIONS:
    snprintf(options, sizeof options,
             "{\"type\": \"object\", \"additionalProperties\": {\"anyOf\": "
             "[%s, {\"type\": \"array\", \"items\": %s}]}}",
             option, option);
    return options;
  default:
    return NAME;
  }
}

static void put_value(int key) {
  COLUMNS(sources, PROFILE_SOURCES_COLUMNS(PLAIN))
  COLUMNS(functions, PROFILE_FUNCTIONS_COLUMNS(PLAIN))
  COLUMNS(places, PROFILE_PLACES_COLUMNS(PLAIN) PROFILE_FIGURES(FIGURE))
  COLUMNS(contexts, PROFILE_CONTEXTS_COLUMNS(PLAIN) PROFILE_AMOUNTS(AMOUNT)
                        PROFILE_LIVES(LIFE))
  COLUMNS(sizes, PROFILE_SIZES_COLUMNS(PLAIN))
  sort_by_place(places);
  switch (key) {
  case KEY_VERSION:
    printf("{\"const\": %d}", PROFILE_VERSION);
    break;
  case KEY_TOTALS:
    put_totals();
    break;
  case KEY_MERGED:
    put_merged();
    break;
  case KEY_SOURCES:
    put_schema_table("What the files held when the run ended.", sources, "");
    break;
  case KEY_FUNCTIONS:
    put_schema_table("Sorted by file, then by name.", functions, "");
    break;
  case KEY_PLACES:
    put_schema_table("The first row is what no line was active for.", places,
                     ", \"rows\": {\"minItems\": 1}");
    break;
  case KEY_CONTEXTS:
    put_schema_table("The calling-context tree; parents come first.", contexts,
                     "");
    break;
  case KEY_SIZES:
    put_schema_table("How large the blocks are that each place allocated; "
                     "sorted by place, then by bits.",
                     sizes, "");
    break;
  default:
    fputs(value_of(key), stdout);
  }
}

static void put_schema(void) {
  COLUMNS(keys, PROFILE_KEYS(KEY))
  printf("{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
         "\"title\": \"memline profile\", \"description\": \"Version %d of the "
         "profile format; format.md explains it. Keys and columns that are not "
         "named here may be added.\", \"type\": \"object\", ",
         PROFILE_VERSION);
  put_required(keys);
  fputs(", \"properties\": {", stdout);
  for (int key = 0; key < KEYS; key++) {
    printf("%s\"%s\": ", key ? ", " : "", keys[key].key);
    put_value(key);
  }
  printf("}, \"$defs\": {\"name\": {\"type\": \"string\", \"maxLength\": %d}, "
         "\"option\": {\"type\": [\"string\", \"integer\", \"boolean\"]}, "
         "\"amount\": {\"type\": \"integer\", \"minimum\": 0, " BELOW_2_63 "}, "
         "\"table\": {\"type\": \"object\", \"required\": [\"columns\", "
         "\"rows\"], \"properties\": {\"columns\": {\"type\": \"array\", "
         "\"items\": {\"type\": \"string\"}}, \"rows\": {\"type\": \"array\", "
         "\"items\": {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": "
         "\"null\"}, " NAME ", {\"type\": \"integer\", \"exclusiveMinimum\": "
         "-9223372036854775808, " BELOW_2_63 "}]}}}}}}}\n",
         PROFILE_MAX_STRING);
}

/* A Markdown table; the columns between are there if some row has them. */
static void put_table(const char *first, const struct column *columns) {
  bool figures = false;
  for (const struct column *c = columns; c->key; c++)
    figures |= c->join != NO_JOIN;
  printf("| %s |%s meaning |\n| --- |%s --- |\n", first,
         figures ? " unit | of several |" : "", figures ? " --- | --- |" : "");
  for (const struct column *c = columns; c->key; c++) {
    if (!is_stored(c))
      continue;
    printf("| `%s` |", c->key);
    if (figures)
      printf(" %s | %s |", c->unit, c->join == NO_JOIN ? "" : joins[c->join]);
    printf(" %s%s |\n", c->meaning,
           c->since > 1 ? "; profiles of earlier versions lack it" : "");
  }
}

static bool put_named_table(const char *name) {
#define TABLE(text, first, ...)                                                \
  if (strcmp(name, text) == 0) {                                               \
    COLUMNS(columns, __VA_ARGS__)                                              \
    sort_by_place(columns);                                                    \
    put_table(first, columns);                                                 \
    return true;                                                               \
  }
  TABLE("keys", "key", PROFILE_KEYS(KEY))
  TABLE("totals", "key", PROFILE_TOTALS(TOTAL))
  TABLE("sources", "column", PROFILE_SOURCES_COLUMNS(PLAIN))
  TABLE("functions", "column", PROFILE_FUNCTIONS_COLUMNS(PLAIN))
  TABLE("places", "column", PROFILE_PLACES_COLUMNS(PLAIN))
  TABLE("figures", "column", PROFILE_FIGURES(FIGURE))
  TABLE("contexts", "column",
        PROFILE_CONTEXTS_COLUMNS(PLAIN) PROFILE_AMOUNTS(AMOUNT))
  TABLE("lives", "column", PROFILE_LIVES(LIFE))
  TABLE("sizes", "column", PROFILE_SIZES_COLUMNS(PLAIN))
  TABLE("merged", "key of `merged`", PROFILE_MERGED_KEYS(MERGED_KEY))
  TABLE("lines", "column of `lines`", PROFILE_MERGED_LINES_COLUMNS(PLAIN))
#undef TABLE
  return false;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "schema") == 0)
    put_schema();
  else if (count != 3 || strcmp(arguments[1], "table") != 0 ||
           !put_named_table(arguments[2]))
    return 2;
  return 0;
}
