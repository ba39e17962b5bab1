/* JSON: an object for each line or path, with the keys and the order that CSV
   has, and null where a CSV cell is empty; in an array, or each on a line of
   its own (NDJSON).  Bytes of names that are not UTF-8 are written as in a
   profile (docs/format.md).

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "digits.h"
#include "quote.h"
#include "record.h"

struct writer {
  FILE *out;
  const char *before, *between, *after; /* what stands around objects */
};

static void put_object(void *data, const struct record *record) {
  struct writer *writer = data;
  FILE *out = writer->out;
  fputs(writer->before, out);
  writer->before = writer->between;
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    fputs(i ? ", \"" : "{\"", out);
    fputs(field->key, out);
    fputs("\": ", out);
    if (field->text)
      quote_json(out, field->text);
    else if (field->number != FIGURE_NONE)
      digits_put(out, field->number);
    else
      fputs("null", out);
  }
  fprintf(out, "}%s", writer->after);
}

static bool write_json(const struct export_job *job, FILE *out) {
  struct writer writer = {out, "[\n", ",\n", ""};
  bool good = record_each(job, put_object, &writer);
  fputs(*writer.before == '[' ? "[]\n" : "\n]\n", out);
  return good;
}

static bool write_ndjson(const struct export_job *job, FILE *out) {
  struct writer writer = {out, "", "", "\n"};
  return record_each(job, put_object, &writer);
}

const struct export export_json = {
    .name = "json",
    .needs = EXPORT_LINES_OR_PATHS,
    .columns = EXPORT_ANY,
    .write = write_json,
};

const struct export export_ndjson = {
    .name = "ndjson",
    .needs = EXPORT_LINES_OR_PATHS,
    .columns = EXPORT_ANY,
    .write = write_ndjson,
};
