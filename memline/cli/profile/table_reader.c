/* Reads one table of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/table_reader.h"

#include "output/utf8.h"

#include <string.h>

struct rows {
  struct json *json;
  struct arena *names;
  int64_t none;
  const struct table *table;
  int column_at[TABLE_MAX_COLUMNS]; /* position in a row -> ours, or -1 */
  size_t width;                     /* how many values a row has */
  int64_t sums[TABLE_MAX_COLUMNS];  /* of ours that are CELL_AMOUNT */
};

const char *table_read_name(struct json *json, struct arena *names) {
  struct json_text text;
  if (!json_string(json, &text))
    return NULL;
  if (memchr(text.text, '\0', text.length)) {
    json_fail(json, json_line(json), "expected a name, found one with a NUL");
    return NULL;
  }
  size_t length = utf8_restore_bytes(text.text, text.length);
  return arena_string(names, text.text, length);
}

static int find_column(const struct table *table, const char *key) {
  for (size_t i = 0; i < table->count; i++)
    if (table->columns[i].key && strcmp(table->columns[i].key, key) == 0)
      return (int)i;
  return -1;
}

static bool has_column(const struct rows *rows, int column) {
  for (size_t i = 0; i < rows->width; i++)
    if (rows->column_at[i] == column)
      return true;
  return false;
}

/* Once all are known. */
static bool check_columns(struct rows *rows, void *to) {
  const struct table *table = rows->table;
  bool present[TABLE_MAX_COLUMNS];
  for (size_t i = 0; i < table->count; i++) {
    present[i] = has_column(rows, (int)i);
    if (!present[i] && table->columns[i].key && table->columns[i].since <= 1)
      return json_fail(rows->json, json_line(rows->json),
                       "expected column \"%s\" in %s, found none",
                       table->columns[i].key, table->name);
  }
  return !table->begin || table->begin(to, present);
}

static bool read_columns(struct rows *rows, void *to) {
  struct json *json = rows->json;
  const struct table *table = rows->table;
  json_enter(json, JSON_ARRAY);
  while (json_next(json)) {
    struct json_text key;
    if (rows->width == TABLE_MAX_COLUMNS)
      return json_fail(json, json_line(json),
                       "expected at most %d columns of %s, found more",
                       TABLE_MAX_COLUMNS, table->name);
    if (!json_string(json, &key))
      return false;
    int column = find_column(table, key.text);
    if (column >= 0 && has_column(rows, column))
      return json_fail(json, json_line(json),
                       "expected each column of %s once, found \"%s\" twice",
                       table->name, key.text);
    rows->column_at[rows->width++] = column;
  }
  return check_columns(rows, to);
}

static bool in_range(struct json *json, const struct table_column *column,
                     int64_t value, int64_t least, int64_t most) {
  if (value >= least && value <= most)
    return true;
  return json_fail(json, json_line(json),
                   "expected %s from %lld to %lld, found %lld", column->key,
                   (long long)least, (long long)most, (long long)value);
}

static bool read_number(struct rows *rows, int index, int64_t *value) {
  struct json *json = rows->json;
  const struct table_column *column = &rows->table->columns[index];
  if (column->kind == CELL_OPTIONAL && json_peek(json) == JSON_NULL) {
    *value = rows->none;
    return json_null(json);
  }
  if (!json_integer(json, value))
    return false;
  switch (column->kind) {
  case CELL_INDEX:
    return in_range(json, column, *value, -1, INT32_MAX - 1);
  case CELL_LINE:
    return in_range(json, column, *value, 0, PROFILE_MAX_LINE);
  case CELL_FLAG:
    return in_range(json, column, *value, 0, 1);
  case CELL_CHANGE:
    return true;
  default:
    break;
  }
  if (!in_range(json, column, *value, 0, INT64_MAX))
    return false;
  if (column->kind == CELL_AMOUNT &&
      __builtin_add_overflow(rows->sums[index], *value, &rows->sums[index]))
    return json_fail(json, json_line(json),
                     "expected a sum of %s below 2^63, found a larger one",
                     column->key);
  return true;
}

static bool read_row(struct rows *rows, union cell *row) {
  struct json *json = rows->json;
  size_t n = 0;
  json_enter(json, JSON_ARRAY);
  while (json_next(json)) {
    if (n == rows->width)
      return json_fail(json, json_line(json),
                       "expected %zu values in a row of %s, found more",
                       rows->width, rows->table->name);
    int index = rows->column_at[n++];
    if (index < 0)
      json_skip(json);
    else if (rows->table->columns[index].kind == CELL_NAME)
      row[index].name = table_read_name(json, rows->names);
    else
      read_number(rows, index, &row[index].number);
  }
  if (n < rows->width)
    return json_fail(json, json_line(json),
                     "expected %zu values in a row of %s, found %zu",
                     rows->width, rows->table->name, n);
  return !json_error(json);
}

static bool read_rows(struct rows *rows, void *to) {
  union cell row[TABLE_MAX_COLUMNS];
  for (size_t i = 0; i < rows->table->count; i++)
    row[i].number = rows->none;
  json_enter(rows->json, JSON_ARRAY);
  while (json_next(rows->json))
    if (!read_row(rows, row) || !rows->table->add(to, row))
      return false;
  return !json_error(rows->json);
}

bool table_read(struct json *json, struct arena *names, int64_t none,
                const struct table *table, void *to) {
  struct rows rows = {
      .json = json, .names = names, .none = none, .table = table};
  bool columns = false, seen = false;
  struct json_text key;
  json_enter(json, JSON_OBJECT);
  while (json_key(json, &key)) {
    bool is_columns = strcmp(key.text, "columns") == 0;
    bool is_rows = strcmp(key.text, "rows") == 0;
    if ((is_columns && columns) || (is_rows && seen))
      return json_fail(json, json_line(json),
                       "expected each key of %s once, found \"%s\" twice",
                       table->name, key.text);
    if (is_rows && !columns)
      return json_fail(json, json_line(json),
                       "expected \"columns\" of %s before its \"rows\"",
                       table->name);
    columns |= is_columns;
    seen |= is_rows;
    if (!(is_columns ? read_columns(&rows, to)
          : is_rows  ? read_rows(&rows, to)
                     : json_skip(json)))
      return false;
  }
  if (!seen)
    return json_fail(json, json_line(json),
                     "expected \"columns\" and \"rows\" in %s, found %s",
                     table->name, columns ? "no rows" : "neither");
  return !json_error(json);
}
