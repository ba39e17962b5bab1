/* The rows that CSV and JSON have: a line of the program each, or a call path,
   with the same keys in the same order in every row.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_EXPORT_ROWS_H
#define MEMLINE_CLI_EXPORT_ROWS_H

#include "exports/export.h"
#include "output/record.h"

/* The keys of a job's rows, without values. */
void export_rows_head(const struct export_job *job, struct record *record);

/* Gets a row, of which the texts are gone afterwards. */
typedef void export_rows_visit(void *data, const struct record *record);

/* Visits all rows. */
void export_rows_each(const struct export_job *job, export_rows_visit *visit,
                      void *data);

#endif
