/* memline leaks: what is live when the program ends, by the lines that
   allocated it and those that called them.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/commands.h"

#include "analysis/suppressions.h"
#include "base/memory.h"
#include "commands/tree_view.h"
#include "output/display.h"
#include "shared/glob.h"

#include <stdlib.h>

/* How many lines people see who did not say. */
#define DEFAULT_ROWS 20

struct request {
  struct tree_view tree;
  struct option_list files, ignore;
  struct suppressions suppressions;
};

/* By number of the suppression; behind them --ignore. */
struct amount_left_out {
  int64_t bytes, blocks;
};

static void leave_out(amounts end, struct amount_left_out *to) {
  to->bytes += end[AMOUNT_AT_EXIT_BYTES];
  to->blocks += end[AMOUNT_AT_EXIT_BLOCKS];
  for (int i = 0; i < AMOUNTS; i++)
    end[i] = 0;
}

static bool fits_any(const struct option_list *patterns,
                     const struct profile *profile, const struct frame *frame) {
  for (size_t i = 0; frame->function >= 0 && i < patterns->count; i++)
    if (glob_fits_function(patterns->items[i],
                           profile_file(profile, frame->file),
                           profile_function(profile, frame->function)))
      return true;
  return false;
}

/* Which paths go through a frame that fits --ignore.  The caller frees the
   array. */
static bool *find_ignored(const struct option_list *ignore,
                          const struct paths *paths) {
  bool *frames = memory_new(paths->frame_count, sizeof *frames);
  bool *ignored = memory_new(paths->count, sizeof *ignored);
  for (size_t i = 0; i < paths->frame_count; i++)
    frames[i] = fits_any(ignore, paths->profile, &paths->frames[i]);
  for (size_t i = 0; i < paths->count; i++) {
    const struct path *path = &paths->items[i];
    ignored[i] =
        frames[path->frame] || (path->parent >= 0 && ignored[path->parent]);
  }
  free(frames);
  return ignored;
}

static void print_amount(const struct request *request, FILE *out,
                         const char *before, int64_t bytes, int64_t blocks) {
  char text[UNITS_TEXT];
  units_format_bytes(text, bytes, (enum unit)request->tree.wish.view.unit,
                     false);
  fprintf(out, "%s%s in %lld block%s", before, text, (long long)blocks,
          blocks == 1 ? "" : "s");
}

static void print_headline(const struct request *request,
                           const struct profile *profile,
                           const struct amount_left_out *left_out, FILE *out) {
  size_t count = request->suppressions.count;
  print_amount(request, out,
               "Live at exit: ", profile->totals[TOTAL_AT_EXIT_BYTES],
               profile->totals[TOTAL_AT_EXIT_BLOCKS]);
  putc('\n', out);
  for (size_t i = 0; i <= count; i++)
    if (left_out[i].blocks || left_out[i].bytes) {
      print_amount(request, out, "  left out: ", left_out[i].bytes,
                   left_out[i].blocks);
      fputs(", ", out);
      display_put(out,
                  i < count ? suppressions_name(&request->suppressions, i)
                            : "--ignore",
                  0);
      putc('\n', out);
    }
  putc('\n', out);
}

/* Drops what is suppressed and what is ignored. */
static void prepare(void *data, struct paths *paths, FILE *out) {
  struct request *request = data;
  size_t count = request->suppressions.count;
  struct amount_left_out *left_out = memory_zeroed(count + 1, sizeof *left_out);
  bool *ignored = find_ignored(&request->ignore, paths);
  for (size_t i = 0; i < paths->count; i++) {
    if (!paths->ends[i][AMOUNT_AT_EXIT_BLOCKS])
      continue;
    long number = suppressions_find(&request->suppressions, paths, (int32_t)i);
    if (number >= 0)
      leave_out(paths->ends[i], &left_out[number]);
    else if (ignored[i])
      leave_out(paths->ends[i], &left_out[count]);
  }
  if (out)
    print_headline(request, paths->profile, left_out, out);
  free(left_out);
  free(ignored);
}

static bool read_suppressions(struct request *request) {
  struct error error;
  for (size_t i = 0; i < request->files.count; i++)
    if (!suppressions_read(&request->suppressions, request->files.items[i],
                           &error)) {
      complain("%s", error.text);
      return false;
    }
  size_t objects = suppressions_with_objects(&request->suppressions);
  if (objects)
    complain("%zu suppression%s fit%s nothing: a profile does not know the "
             "objects (obj:) that functions are in",
             objects, objects == 1 ? "" : "s", objects == 1 ? "s" : "");
  return true;
}

/* If nothing is live at exit, the headline says so. */
static void explain_empty(const void *data, const struct profile *profile,
                          const char *path) {
  const struct view *view = &((const struct request *)data)->tree.wish.view;
  if (profile->totals[TOTAL_AT_EXIT_BLOCKS] > 0 || view_is_partial(view))
    command_empty(view, path);
}

static int show(void *data, const struct profile *profile, const char *path) {
  struct request *request = data;
  return read_suppressions(request) ? tree_view_show(request, profile, path)
                                    : STATUS_ERROR;
}

static int run(int count, char **arguments) {
  static const struct command_steps steps = {tree_view_resolve, show};
  struct request request = {
      .tree = {.wish = {.view = VIEW_DEFAULT},
               .columns = "at_exit_bytes,at_exit_blocks,share",
               .order = "at_exit_bytes",
               .rows = DEFAULT_ROWS,
               .tree = {.up = true},
               .prepare = prepare,
               .explain = explain_empty}};
  int status = command_show(&cmd_leaks, count, arguments, &request, &steps);
  suppressions_free(&request.suppressions);
  return status;
}

static const struct option_row options[] = {
    {.name = "suppressions",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, files),
     .argument = "FILE",
     .values = OPTION_FILES,
     .help = "leave out what a file in the syntax of Valgrind's suppressions "
             "(Memcheck:Leak) or LeakSanitizer's (leak:PATTERN) names; may be "
             "repeated"},
    {.name = "ignore",
     .kind = OPTION_LIST,
     .at = offsetof(struct request, ignore),
     .argument = "PATTERN",
     .help = "leave out what was allocated in functions or files that fit, or "
             "in what they called; may be repeated"},
};

static const struct option_group groups[] = {
    OPTION_GROUP("What to leave out", options, 0), TREE_VIEW_GROUPS, {0}};

static const struct command_example examples[] = {
    {"Without what the program keeps on purpose",
     "memline leaks --ignore=cache_fill --ignore=intern"},
    {"The lines alone, those with the most blocks first",
     "memline leaks --depth=1 --sort=at_exit_blocks"},
    {0}};

const struct command cmd_leaks = {
    .name = "leaks",
    .summary = "Show what is live when the program ends, and who allocated it",
    .operands = "[FILE]",
    .about = COMMAND_ABOUT_PROFILE,
    .groups = groups,
    .notes =
        "Each line that allocated what is live at exit stands at the margin, "
        "and below it those that called its function. What can still be "
        "reached and what cannot are not told apart: Memcheck does that. Text "
        "shows 20 lines. Suppressions and --ignore look at the whole call "
        "path, --exclude at the line that allocated. A suppression's frames "
        "for malloc and the other allocation functions always fit; those for "
        "an object (obj:) never do.",
    .examples = examples,
    .run = run,
};
