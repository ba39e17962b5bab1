/* DHAT's JSON, version 2, for dh_view and the Firefox Profiler: what each call
   path allocated, and what of it was live at the peak and at exit.  Time is
   counted in events.

   A profile of an earlier version does not know how long blocks lived, nor the
   most that was live of one path: then total lifetimes (tl) are left out, and
   the maximum (mb, mbk) is the larger of the two moments that are known; so it
   is in a merged profile if together the runs had more than each alone.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "exports/export.h"

#include "output/digits.h"
#include "output/quote.h"

#include <inttypes.h>
#include <stdlib.h>

/* Blocks that lived for so few events are called short-lived. */
#define SHORT_LIVED 1

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

static bool is_point(const amounts end) {
  return end[AMOUNT_ALLOCS] || end[AMOUNT_AT_PEAK_BLOCKS] ||
         end[AMOUNT_AT_EXIT_BLOCKS];
}

static void put_field(FILE *out, const char *key, int64_t value) {
  fputs(key, out);
  digits_put(out, value);
}

/* LIVES is NULL if nobody knows. */
static void put_lives(FILE *out, const amounts a, const int64_t *lives) {
  int64_t bytes = larger(a[AMOUNT_AT_PEAK_BYTES], a[AMOUNT_AT_EXIT_BYTES]);
  int64_t blocks = larger(a[AMOUNT_AT_PEAK_BLOCKS], a[AMOUNT_AT_EXIT_BLOCKS]);
  if (lives)
    put_field(out, ", \"tl\": ", lives[LIFE_LIFETIME]);
  if (lives && lives[LIFE_MAX_BYTES] >= bytes) {
    bytes = lives[LIFE_MAX_BYTES];
    blocks = lives[LIFE_MAX_BLOCKS];
  }
  put_field(out, ", \"mb\": ", bytes);
  put_field(out, ", \"mbk\": ", blocks);
}

/* Frame 0 is the viewer's own. */
static void put_point(const struct paths *paths, FILE *out, size_t number) {
  const struct path *path = &paths->items[number];
  const int64_t *a = paths->ends[number];
  put_field(out, "{\"tb\": ", a[AMOUNT_ALLOCATED]);
  put_field(out, ", \"tbk\": ", a[AMOUNT_ALLOCS]);
  put_lives(out, a, paths->lives ? paths->lives[number] : NULL);
  put_field(out, ", \"gb\": ", a[AMOUNT_AT_PEAK_BYTES]);
  put_field(out, ", \"gbk\": ", a[AMOUNT_AT_PEAK_BLOCKS]);
  put_field(out, ", \"eb\": ", a[AMOUNT_AT_EXIT_BYTES]);
  put_field(out, ", \"ebk\": ", a[AMOUNT_AT_EXIT_BLOCKS]);
  put_field(out, ", \"fs\": [", path->frame + 1);
  while (path->parent >= 0) {
    path = &paths->items[path->parent];
    put_field(out, ", ", path->frame + 1);
  }
  fputs("]}", out);
}

static void put_frames(const struct paths *paths, FILE *out) {
  fputs("\"ftbl\": [\"[root]\"", out);
  for (size_t i = 0; i < paths->frame_count; i++) {
    char *label = frame_label(paths, (int32_t)i);
    fputs(",\n", out);
    quote_json(out, label);
    free(label);
  }
  fputs("]", out);
}

static void put_head(const struct profile *profile, FILE *out) {
  fputs("{\"dhatFileVersion\": 2, \"mode\": \"heap\", "
        "\"verb\": \"Allocated\",\n"
        "\"bklt\": true, \"bkacc\": false, "
        "\"tu\": \"events\", \"Mtu\": \"Mevent\",\n",
        out);
  fprintf(out, "\"tuth\": %d, \"tg\": %" PRId64 ", \"te\": %" PRId64 ",\n",
          SHORT_LIVED, profile->totals[TOTAL_PEAK_EVENT],
          profile->totals[TOTAL_EVENTS]);
  fputs("\"cmd\": ", out);
  export_put_command(profile, out, quote_json);
  fputs(", \"pid\": 0,\n\"pps\": [", out);
}

static void write_dhat(const struct export_job *job, FILE *out) {
  const struct paths *paths = &job->paths;
  const char *before = "\n";
  put_head(paths->profile, out);
  for (size_t i = 0; i < paths->count; i++)
    if (is_point(paths->ends[i])) {
      fputs(before, out);
      before = ",\n";
      put_point(paths, out, i);
    }
  fputs("],\n", out);
  put_frames(paths, out);
  fputs("}\n", out);
}

const struct export export_dhat = {
    .name = "dhat",
    .needs = EXPORT_PATHS,
    .columns = EXPORT_FIXED,
    .write = write_dhat,
};
