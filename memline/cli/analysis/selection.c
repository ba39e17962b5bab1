/* Which lines a view is about.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/selection.h"

#include "base/memory.h"
#include "shared/glob.h"

#include <stdlib.h>
#include <string.h>

const struct option_row selection_options[3] = {
    {.name = "func",
     .kind = OPTION_LIST,
     .at = offsetof(struct selection_wish, functions),
     .argument = "PATTERN",
     .help = "only functions that fit a glob on their name, on their file, or "
             "on FILE:FUNCTION; may be repeated"},
    {.name = "file",
     .kind = OPTION_LIST,
     .at = offsetof(struct selection_wish, files),
     .argument = "PATTERN",
     .values = OPTION_FILES,
     .help = "only lines of files that fit a glob on their path or its last "
             "part; may be repeated"},
    {.name = "exclude",
     .kind = OPTION_LIST,
     .at = offsetof(struct selection_wish, exclude),
     .argument = "PATTERN",
     .help = "no functions and no files that fit; may be repeated"},
};

static bool any_fits(const struct option_list *patterns, const char *file,
                     const char *function) {
  for (size_t i = 0; i < patterns->count; i++)
    if (function ? glob_fits_function(patterns->items[i], file, function)
                 : glob_fits_file(glob_whole(patterns->items[i]), file))
      return true;
  return false;
}

void selection_make(const struct profile *profile,
                    const struct selection_wish *wish,
                    struct selection *selection) {
  *selection = (struct selection){
      .profile = profile,
      .all =
          !wish->functions.count && !wish->files.count && !wish->exclude.count,
      .no_line = !wish->functions.count && !wish->files.count,
      .functions =
          memory_new(profile->function_count, sizeof *selection->functions),
      .files = memory_new(profile->file_count, sizeof *selection->files),
  };
  for (size_t i = 0; i < profile->file_count; i++) {
    const char *file = profile->files[i];
    selection->files[i] =
        (!wish->files.count || any_fits(&wish->files, file, NULL)) &&
        !any_fits(&wish->exclude, file, NULL);
  }
  for (size_t i = 0; i < profile->function_count; i++) {
    const struct function *f = &profile->functions[i];
    const char *file = profile_file(profile, f->file);
    selection->functions[i] =
        (!wish->functions.count || any_fits(&wish->functions, file, f->name)) &&
        !any_fits(&wish->exclude, file, f->name);
  }
}

void selection_free(struct selection *selection) {
  free(selection->functions);
  free(selection->files);
  memset(selection, 0, sizeof *selection);
}

bool selection_has_function(const struct selection *selection,
                            int32_t function) {
  return function >= 0 ? selection->functions[function] : selection->no_line;
}

bool selection_has_place(const struct selection *selection,
                         const struct place *place) {
  return selection_has_function(selection, place->function) &&
         (place->file < 0 || selection->files[place->file]);
}
