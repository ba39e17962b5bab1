/* DHAT's JSON, version 2, for dh_view and the Firefox Profiler: what each call
   path allocated, and what of it was live at the peak and at exit.  Time is
   counted in events.

   A profile does not know how long blocks lived, nor the most that was live of
   one path: total lifetimes (tl) are left out, and the maximum (mb, mbk) is
   the larger of the two moments that are known.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "export.h"

#include "quote.h"

#include <inttypes.h>
#include <stdlib.h>

/* Blocks that lived for so few events are called short-lived. */
#define SHORT_LIVED 1

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

static bool is_point(const struct path *path) {
  return path->amounts[AMOUNT_ALLOCS] || path->amounts[AMOUNT_AT_PEAK_BLOCKS] ||
         path->amounts[AMOUNT_AT_EXIT_BLOCKS];
}

/* Frame 0 is the viewer's own. */
static void put_point(const struct paths *paths, FILE *out,
                      const struct path *path) {
  const int64_t *a = path->amounts;
  fprintf(out, "{\"tb\": %" PRId64 ", \"tbk\": %" PRId64,
          a[AMOUNT_ALLOCATED], a[AMOUNT_ALLOCS]);
  fprintf(out, ", \"mb\": %" PRId64 ", \"mbk\": %" PRId64,
          larger(a[AMOUNT_AT_PEAK_BYTES], a[AMOUNT_AT_EXIT_BYTES]),
          larger(a[AMOUNT_AT_PEAK_BLOCKS], a[AMOUNT_AT_EXIT_BLOCKS]));
  fprintf(out, ", \"gb\": %" PRId64 ", \"gbk\": %" PRId64,
          a[AMOUNT_AT_PEAK_BYTES], a[AMOUNT_AT_PEAK_BLOCKS]);
  fprintf(out, ", \"eb\": %" PRId64 ", \"ebk\": %" PRId64 ", \"fs\": [",
          a[AMOUNT_AT_EXIT_BYTES], a[AMOUNT_AT_EXIT_BLOCKS]);
  fprintf(out, "%" PRId32, path->frame + 1);
  while (path->parent >= 0) {
    path = &paths->items[path->parent];
    fprintf(out, ", %" PRId32, path->frame + 1);
  }
  fputs("]}", out);
}

static bool put_frames(const struct paths *paths, FILE *out) {
  fputs("\"ftbl\": [\"[root]\"", out);
  for (size_t i = 0; i < paths->frame_count; i++) {
    char *label = frame_label(paths, (int32_t)i);
    if (!label)
      return false;
    fputs(",\n", out);
    quote_json(out, label);
    free(label);
  }
  fputs("]", out);
  return true;
}

static bool put_head(const struct profile *profile, FILE *out) {
  fputs("{\"dhatFileVersion\": 2, \"mode\": \"heap\", "
        "\"verb\": \"Allocated\",\n"
        "\"bklt\": true, \"bkacc\": false, "
        "\"tu\": \"events\", \"Mtu\": \"Mevent\",\n",
        out);
  fprintf(out, "\"tuth\": %d, \"tg\": %" PRId64 ", \"te\": %" PRId64 ",\n",
          SHORT_LIVED, profile->totals[TOTAL_PEAK_EVENT],
          profile->totals[TOTAL_EVENTS]);
  fputs("\"cmd\": ", out);
  bool good = export_put_command(profile, out, quote_json);
  fputs(", \"pid\": 0,\n\"pps\": [", out);
  return good;
}

static bool write_dhat(const struct export_job *job, FILE *out) {
  const struct paths *paths = job->paths;
  if (!put_head(paths->profile, out))
    return false;
  const char *before = "\n";
  for (size_t i = 0; i < paths->count; i++)
    if (is_point(&paths->items[i])) {
      fputs(before, out);
      before = ",\n";
      put_point(paths, out, &paths->items[i]);
    }
  fputs("],\n", out);
  bool good = put_frames(paths, out);
  fputs("}\n", out);
  return good;
}

const struct export export_dhat = {
    .name = "dhat",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_FIXED,
    .write = write_dhat,
};
