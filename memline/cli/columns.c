/* Which figures to show.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "columns.h"

#include "suggest.h"

#include <stdio.h>
#include <string.h>

int columns_find(const char *key, size_t length) {
  for (int i = 0; i < FIGURES; i++)
    if (strlen(figure_columns[i].key) == length &&
        memcmp(figure_columns[i].key, key, length) == 0)
      return i;
  return -1;
}

static void add(struct columns *columns, enum figure figure) {
  for (int i = 0; i < columns->count; i++)
    if (columns->list[i] == figure)
      return;
  columns->list[columns->count++] = figure;
}

static bool is(const char *key, size_t length, const char *word) {
  return strlen(word) == length && memcmp(key, word, length) == 0;
}

static bool unknown(const char *key, size_t length, struct error *error) {
  const char *keys[FIGURES];
  char list[512] = "", word[64];
  for (int i = 0; i < FIGURES; i++) {
    keys[i] = figure_columns[i].key;
    snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
             i ? ", " : "", keys[i]);
  }
  snprintf(word, sizeof word, "%.*s", (int)length, key);
  const char *nearest = suggest_nearest(word, keys, FIGURES);
  return error_set(error,
                   "unknown column '%s'%s%s%s (the columns are %s; all and "
                   "default name several)",
                   word, nearest ? ", did you mean '" : "",
                   nearest ? nearest : "", nearest ? "'?" : "", list);
}

static bool add_list(const char *text, struct columns *columns,
                     struct error *error);

static bool add_key(const char *key, size_t length, struct columns *columns,
                    struct error *error) {
  if (is(key, length, "default"))
    return add_list(PROFILE_DEFAULT_COLUMNS, columns, error);
  if (is(key, length, "all")) {
    for (int i = 0; i < FIGURES; i++)
      add(columns, (enum figure)i);
    return true;
  }
  int figure = columns_find(key, length);
  if (figure < 0)
    return unknown(key, length, error);
  add(columns, (enum figure)figure);
  return true;
}

static bool add_list(const char *text, struct columns *columns,
                     struct error *error) {
  for (const char *key = text;; key++) {
    size_t length = strcspn(key, ",");
    if (!add_key(key, length, columns, error))
      return false;
    key += length;
    if (*key == '\0')
      return true;
  }
}

bool columns_parse(const char *text, struct columns *columns,
                   struct error *error) {
  columns->count = 0;
  if (*text == '+')
    add_list(PROFILE_DEFAULT_COLUMNS, columns, error);
  return add_list(text + (*text == '+'), columns, error);
}
