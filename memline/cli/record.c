/* A row of CSV or JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "record.h"

#include "digits.h"
#include "quote.h"

void record_add_text(struct record *record, const char *key,
                     const char *text) {
  record->fields[record->count++] = (struct field){
      .key = key, .text = text && *text ? text : NULL, .number = FIGURE_NONE};
}

void record_add_number(struct record *record, const char *key,
                       int64_t number) {
  record->fields[record->count++] =
      (struct field){.key = key, .number = number};
}

void record_add_hundredths(struct record *record, const char *key,
                           int64_t number) {
  record->fields[record->count++] =
      (struct field){.key = key, .number = number, .hundredths = true};
}

static bool is_empty(const struct field *field) {
  return !field->text && field->number == FIGURE_NONE;
}

static void put_number(FILE *out, const struct field *field) {
  int64_t number = field->number;
  if (!field->hundredths) {
    digits_put(out, number);
    return;
  }
  uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;
  fprintf(out, "%s%llu.%02llu", number < 0 ? "-" : "",
          (unsigned long long)size / 100, (unsigned long long)size % 100);
}

void record_put_keys(FILE *out, const struct record *record) {
  for (int i = 0; i < record->count; i++)
    fprintf(out, "%s%s", i ? "," : "", record->fields[i].key);
  putc('\n', out);
}

void record_put_csv(FILE *out, const struct record *record) {
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    if (i > 0)
      putc(',', out);
    if (field->text)
      quote_csv(out, field->text);
    else if (!is_empty(field))
      put_number(out, field);
  }
  putc('\n', out);
}

void record_put_json(FILE *out, const struct record *record) {
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    fputs(i ? ", \"" : "{\"", out);
    fputs(field->key, out);
    fputs("\": ", out);
    if (field->text)
      quote_json(out, field->text);
    else if (is_empty(field))
      fputs("null", out);
    else
      put_number(out, field);
  }
  putc('}', out);
}
