/* Reads the options of a command by their tables.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/arguments.h"

#include "base/memory.h"
#include "base/suggest.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More options than any command has. */
#define MAX_OPTIONS 64

struct found {
  const struct option_row *row;
  char *base; /* of the struct that the row's field is in */
};

/* All that a command has, and what it has not. */
struct known {
  struct found all[MAX_OPTIONS];
  size_t count;
  const struct option_refusal *refusals; /* or NULL */
};

void arguments_each_value(const char *values,
                          void (*visit)(void *, const char *, size_t),
                          void *data) {
  while (values && *values && *values != '@') {
    size_t length = strcspn(values, " ");
    visit(data, values, length);
    values += length + strspn(values + length, " ");
  }
}

struct word_search {
  const char *text;
  int number, found; /* of the word that is next; -1 */
  FILE *list;
};

static void compare_word(void *data, const char *word, size_t length) {
  struct word_search *search = data;
  if (strlen(search->text) == length &&
      strncasecmp(search->text, word, length) == 0)
    search->found = search->number;
  search->number++;
}

static void list_word(void *data, const char *word, size_t length) {
  struct word_search *search = data;
  bool last = word[length] == '\0';
  if (search->number++)
    fputs(last ? " or " : ", ", search->list);
  fwrite(word, 1, length, search->list);
}

static bool take_word(const struct found *found, const char *value,
                      struct error *error) {
  struct word_search search = {value, 0, -1, NULL};
  arguments_each_value(found->row->values, compare_word, &search);
  if (search.found >= 0) {
    memcpy(found->base + found->row->at, &search.found, sizeof(int));
    return true;
  }
  char *list;
  size_t length;
  search.number = 0;
  search.list = memory_stream(&list, &length);
  arguments_each_value(found->row->values, list_word, &search);
  memory_stream_close(search.list);
  error_set(error, "--%s expects %s, found '%s'", found->row->name, list,
            value);
  free(list);
  return false;
}

static bool take_number(const struct found *found, const char *value,
                        struct error *error) {
  char *end;
  long number = strtol(value, &end, 10);
  if (*value < '0' || *value > '9' || *end)
    return error_set(error, "--%s expects a number, found '%s'",
                     found->row->name, value);
  memcpy(found->base + found->row->at, &number, sizeof number);
  return true;
}

/* Digits, at most two more behind a point, and a percent sign or none. */
static bool take_share(const struct found *found, const char *value,
                       struct error *error) {
  char *end;
  long whole = strtol(value, &end, 10);
  bool digits = *value >= '0' && *value <= '9';
  int share = digits && whole <= 100 ? (int)whole * 100 : INT_MAX / 2;
  end += *end == '.';
  for (int unit = 10; unit && *end >= '0' && *end <= '9'; unit /= 10)
    share += (*end++ - '0') * unit;
  if (*end == '%')
    end++;
  if (!digits || *end || share > 10000)
    return error_set(error, "--%s expects a share of 0 to 100%%, found '%s'",
                     found->row->name, value);
  memcpy(found->base + found->row->at, &share, sizeof share);
  return true;
}

static bool take_list(const struct found *found, const char *value,
                      struct error *error) {
  struct option_list *list =
      (struct option_list *)(void *)(found->base + found->row->at);
  if (list->count == OPTION_MAX_REPEATED)
    return error_set(error, "--%s is there more than %d times",
                     found->row->name, OPTION_MAX_REPEATED);
  list->items[list->count++] = value;
  return true;
}

/* VALUE is NULL for a flag. */
static bool take(const struct found *found, const char *value,
                 struct error *error) {
  char *field = found->base + found->row->at;
  switch (found->row->kind) {
  case OPTION_FLAG:
    *(bool *)field = true;
    return true;
  case OPTION_TEXT:
    memcpy(field, &value, sizeof value);
    return true;
  case OPTION_LIST:
    return take_list(found, value, error);
  case OPTION_WORD:
    return take_word(found, value, error);
  case OPTION_NUMBER:
    return take_number(found, value, error);
  case OPTION_SHARE:
    return take_share(found, value, error);
  }
  return false;
}

/* All rows of all groups, which is at most MAX_OPTIONS. */
static void gather(const struct option_group *groups, char *request,
                   struct known *known) {
  for (; groups->rows; groups++)
    for (size_t i = 0; i < groups->count && known->count < MAX_OPTIONS; i++)
      known->all[known->count++] =
          (struct found){&groups->rows[i], request + groups->offset};
}

struct name_search {
  const char *name;
  bool found;
};

static void compare_name(void *data, const char *word, size_t length) {
  struct name_search *search = data;
  search->found |=
      strlen(search->name) == length && memcmp(search->name, word, length) == 0;
}

const char *arguments_refusal(const struct option_refusal *refusals,
                              const char *name) {
  struct name_search search = {name, false};
  for (; refusals && refusals->names; refusals++) {
    arguments_each_value(refusals->names, compare_name, &search);
    if (search.found)
      return refusals->why;
  }
  return NULL;
}

static bool unknown(const char *name, const struct known *known,
                    struct error *error) {
  const char *names[MAX_OPTIONS];
  const char *why = arguments_refusal(known->refusals, name);
  if (why)
    return error_set(error, "there is no --%s here: %s", name, why);
  for (size_t i = 0; i < known->count; i++)
    names[i] = known->all[i].row->name;
  const char *nearest = suggest_nearest(name, names, known->count);
  return error_set(error, "there is no option --%s%s%s%s", name,
                   nearest ? "; did you mean --" : "", nearest ? nearest : "",
                   nearest ? "?" : "");
}

/* The option of which NAME is the name, or the beginning of no other's. */
static const struct found *find(const char *name, const struct known *known,
                                struct error *error) {
  const struct found *cut = NULL;
  size_t length = strlen(name);
  for (size_t i = 0; i < known->count; i++) {
    const struct found *found = &known->all[i];
    if (strcmp(found->row->name, name) == 0)
      return found;
    if (length == 0 || strncmp(found->row->name, name, length) != 0)
      continue;
    if (cut) {
      error_set(error, "--%s can be --%s or --%s", name, cut->row->name,
                found->row->name);
      return NULL;
    }
    cut = found;
  }
  if (!cut)
    unknown(name, known, error);
  return cut;
}

static bool parse_long(const char *text, char ***next,
                       const struct known *known, struct error *error) {
  char name[64];
  size_t length = strcspn(text, "=");
  const char *value = text[length] ? text + length + 1 : NULL;
  snprintf(name, sizeof name, "%.*s", (int)length, text);
  const struct found *found = find(name, known, error);
  if (!found)
    return false;
  if (found->row->kind == OPTION_FLAG)
    return value ? error_set(error, "--%s takes no value, found '%s'",
                             found->row->name, value)
                 : take(found, NULL, error);
  if (!value && !(value = **next))
    return error_set(error, "--%s needs a value: --%s=%s", found->row->name,
                     found->row->name, found->row->argument);
  if (!text[length])
    ++*next;
  return take(found, value, error);
}

/* Letters are only flags, or the last takes the rest or the next argument. */
static bool parse_letters(const char *text, char ***next,
                          const struct known *known, struct error *error) {
  for (; *text; text++) {
    const struct found *found = NULL;
    for (size_t i = 0; i < known->count && !found; i++)
      if (known->all[i].row->letter == *text)
        found = &known->all[i];
    if (!found)
      return error_set(error, "there is no option -%c", *text);
    if (found->row->kind == OPTION_FLAG) {
      take(found, NULL, error);
      continue;
    }
    if (text[1])
      return take(found, text + 1, error);
    if (!**next)
      return error_set(error, "-%c needs a value", *text);
    return take(found, *(*next)++, error);
  }
  return true;
}

int arguments_parse(const struct option_group *groups,
                    const struct option_refusal *refusals, int count,
                    char **arguments, void *request, struct error *error) {
  struct known known = {.count = 0, .refusals = refusals};
  gather(groups, request, &known);
  char **next = arguments + 1, **end = arguments + count;
  int operands = 0;
  while (next < end) {
    char *text = *next++;
    if (strcmp(text, "--") == 0)
      break;
    if (strcmp(text, "--help") == 0)
      return ARGUMENTS_HELP;
    bool good = true;
    if (text[0] != '-' || text[1] == '\0')
      arguments[1 + operands++] = text;
    else if (text[1] == '-')
      good = parse_long(text + 2, &next, &known, error);
    else
      good = parse_letters(text + 1, &next, &known, error);
    if (!good)
      return ARGUMENTS_WRONG;
  }
  while (next < end)
    arguments[1 + operands++] = *next++;
  return operands;
}
