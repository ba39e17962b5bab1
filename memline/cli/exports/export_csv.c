/* CSV: a header, then a row for each line or path, all sizes in bytes.  The
   first row is what no line was active for and has neither file nor function
   nor line, so that the self columns add up to the program's totals.  mem_usage
   and peak are empty for lines that never ran.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "exports/export_rows.h"

static void put_row(void *data, const struct record *record) {
  record_put_csv(data, record);
}

static void write_csv(const struct export_job *job, FILE *out) {
  struct record head = {.count = 0};
  export_rows_head(job, &head);
  record_put_keys(out, &head);
  export_rows_each(job, put_row, out);
}

const struct export export_csv = {
    .name = "csv",
    .needs = EXPORT_LINES | EXPORT_PATHS | EXPORT_ROWS,
    .columns = EXPORT_ANY,
    .write = write_csv,
};
