/* JSON: an object for each line or path, with the keys and the order that CSV
   has; in an array, or each on a line of its own (NDJSON).

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "exports/export_rows.h"

struct writer {
  FILE *out;
  const char *before, *between, *after; /* what stands around objects */
};

static void put_object(void *data, const struct record *record) {
  struct writer *writer = data;
  fputs(writer->before, writer->out);
  writer->before = writer->between;
  record_put_json(writer->out, record);
  fputs(writer->after, writer->out);
}

static void write_json(const struct export_job *job, FILE *out) {
  struct writer writer = {out, "[\n", ",\n", ""};
  export_rows_each(job, put_object, &writer);
  fputs(*writer.before == '[' ? "[]\n" : "\n]\n", out);
}

static void write_ndjson(const struct export_job *job, FILE *out) {
  struct writer writer = {out, "", "", "\n"};
  export_rows_each(job, put_object, &writer);
}

const struct export export_json = {
    .name = "json",
    .needs = EXPORT_LINES | EXPORT_PATHS | EXPORT_ROWS,
    .columns = EXPORT_ANY,
    .write = write_json,
};

const struct export export_ndjson = {
    .name = "ndjson",
    .needs = EXPORT_LINES | EXPORT_PATHS | EXPORT_ROWS,
    .columns = EXPORT_ANY,
    .write = write_ndjson,
};
