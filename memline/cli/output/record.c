/* A row of CSV or JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/record.h"

#include "output/ascii.h"
#include "output/batch.h"
#include "output/digits.h"
#include "output/quote.h"
#include "shared/profile.h"

#include <stdbool.h>
#include <string.h>

void record_add_text(struct record *record, const char *key, const char *text) {
  struct field *field = &record->fields[record->count++];
  field->key = key;
  field->text = text && *text ? text : NULL;
  field->length = 0;
}

/* Rows that follow each other have much in common: what a number is written as
   is made again only where it is another one. */
static void add(struct record *record, const char *key, int64_t number,
                bool hundredths) {
  struct field *field = &record->fields[record->count++];
  field->key = key;
  field->text = NULL;
  if (field->length && field->number == number)
    return;
  field->number = number;
  field->length = 0;
  if (number != FIGURE_NONE)
    field->length =
        (size_t)((hundredths ? digits_write_hundredths(field->digits, number, 2)
                             : digits_write(field->digits, number)) -
                 field->digits);
}

void record_add_number(struct record *record, const char *key, int64_t number) {
  add(record, key, number, false);
}

void record_add_hundredths(struct record *record, const char *key,
                           int64_t number) {
  add(record, key, number, true);
}

void record_put_keys(FILE *out, const struct record *record) {
  for (int i = 0; i < record->count; i++)
    fprintf(out, "%s%s", i ? "," : "", record->fields[i].key);
  putc('\n', out);
}

/* Texts that are written as they are go the short way. */
static void put_csv_text(struct batch *batch, const char *text) {
  size_t length = strlen(text);
  if (ascii_run(text, length, ',', '"') == length) {
    batch_put(batch, text, length);
  } else {
    batch_flush(batch);
    quote_csv(batch->out, text);
  }
}

static void put_json_text(struct batch *batch, const char *text) {
  size_t length = strlen(text);
  if (ascii_run(text, length, '"', '\\') == length) {
    batch_char(batch, '"');
    batch_put(batch, text, length);
    batch_char(batch, '"');
  } else {
    batch_flush(batch);
    quote_json(batch->out, text);
  }
}

void record_put_csv(FILE *out, const struct record *record) {
  struct batch batch;
  batch_begin(&batch, out);
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    if (i > 0)
      batch_char(&batch, ',');
    if (field->text)
      put_csv_text(&batch, field->text);
    else
      batch_put_of(&batch, field->digits, DIGITS_ROOM, field->length);
  }
  batch_char(&batch, '\n');
  batch_flush(&batch);
}

void record_put_json(FILE *out, const struct record *record) {
  struct batch batch;
  batch_begin(&batch, out);
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    if (i > 0)
      batch_put(&batch, ", \"", 3);
    else
      batch_put(&batch, "{\"", 2);
    batch_put(&batch, field->key, strlen(field->key));
    batch_put(&batch, "\": ", 3);
    if (field->text)
      put_json_text(&batch, field->text);
    else if (field->length)
      batch_put_of(&batch, field->digits, DIGITS_ROOM, field->length);
    else
      batch_put(&batch, "null", 4);
  }
  batch_char(&batch, '}');
  batch_flush(&batch);
}
