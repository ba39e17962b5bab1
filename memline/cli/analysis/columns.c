/* Which figures to show.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/columns.h"

#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

int columns_find(const char *key, size_t length) {
  for (int i = 0; i < FIGURES; i++)
    if (strlen(figure_columns[i].key) == length &&
        memcmp(figure_columns[i].key, key, length) == 0)
      return i;
  return -1;
}

static void add(struct columns *columns, int column) {
  for (int i = 0; i < columns->count; i++)
    if (columns->list[i] == column)
      return;
  columns->list[columns->count++] = column;
}

static bool is(const char *key, size_t length, const char *word) {
  return strlen(word) == length && memcmp(key, word, length) == 0;
}

static bool unknown(const char *key, size_t length,
                    const struct columns_known *known, struct error *error) {
  char list[800] = "", word[64];
  for (int i = 0; i < known->count; i++)
    snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
             i ? ", " : "", known->keys[i]);
  snprintf(word, sizeof word, "%.*s", (int)length, key);
  const char *nearest =
      suggest_nearest(word, known->keys, (size_t)known->count);
  return error_set(error,
                   "unknown column '%s'%s%s%s (the columns are %s; all and "
                   "default name several)",
                   word, nearest ? ", did you mean '" : "",
                   nearest ? nearest : "", nearest ? "'?" : "", list);
}

static bool add_list(const char *text, const struct columns_known *known,
                     struct columns *columns, struct error *error);

static bool add_key(const char *key, size_t length,
                    const struct columns_known *known, struct columns *columns,
                    struct error *error) {
  if (is(key, length, "default"))
    return add_list(known->defaults, known, columns, error);
  bool all = is(key, length, "all"), found = all;
  for (int i = 0; i < known->count; i++)
    if (all || is(key, length, known->keys[i])) {
      add(columns, i);
      found = true;
    }
  return found || unknown(key, length, known, error);
}

static bool add_list(const char *text, const struct columns_known *known,
                     struct columns *columns, struct error *error) {
  for (const char *key = text;; key++) {
    size_t length = strcspn(key, ",");
    if (!add_key(key, length, known, columns, error))
      return false;
    key += length;
    if (*key == '\0')
      return true;
  }
}

bool columns_choose(const char *text, const struct columns_known *known,
                    struct columns *columns, struct error *error) {
  columns->count = 0;
  if (*text == '+')
    add_list(known->defaults, known, columns, error);
  return add_list(text + (*text == '+'), known, columns, error);
}

bool columns_parse(const char *text, struct columns *columns,
                   struct error *error) {
  const char *keys[FIGURES];
  for (int i = 0; i < FIGURES; i++)
    keys[i] = figure_columns[i].key;
  struct columns_known known = {keys, FIGURES, PROFILE_DEFAULT_COLUMNS};
  return columns_choose(text, &known, columns, error);
}
