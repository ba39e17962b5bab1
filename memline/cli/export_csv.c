/* CSV as RFC 4180 has it, with LF at the end of lines: a header, then a row
   for each line or path, all sizes in bytes.  The first row is what no line was
   active for and has neither file nor function nor line, so that the self
   columns add up to the program's totals.  mem_usage and peak are empty for
   lines that never ran.  Names are the bytes that the program had.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "digits.h"
#include "quote.h"
#include "record.h"

static void put_row(void *data, const struct record *record) {
  FILE *out = data;
  for (int i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    if (i > 0)
      putc(',', out);
    if (field->text)
      quote_csv(out, field->text);
    else if (field->number != FIGURE_NONE)
      digits_put(out, field->number);
  }
  putc('\n', out);
}

static bool write_csv(const struct export_job *job, FILE *out) {
  struct record head;
  record_head(job, &head);
  for (int i = 0; i < head.count; i++)
    fprintf(out, "%s%s", i ? "," : "", head.fields[i].key);
  putc('\n', out);
  return record_each(job, put_row, out);
}

const struct export export_csv = {
    .name = "csv",
    .needs = EXPORT_LINES_OR_PATHS,
    .columns = EXPORT_ANY,
    .write = write_csv,
};
