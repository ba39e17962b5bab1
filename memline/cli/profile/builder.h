/* The rows of a profile's tables as they are read: checked, and added to the
   model.  What the columns are is in shared/profile.h.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_BUILDER_H
#define MEMLINE_CLI_BUILDER_H

#include "profile/profile.h"
#include "profile/table_reader.h"

/* The highest row that one table refers to in another.  The other may come
   later in the file, so this is compared at the end; the line is kept for the
   message. */
struct reference {
  int64_t highest; /* -1 if there was none */
  uint64_t line;
};

struct builder {
  struct json *json;
  struct profile *profile;
  struct reference to_files, to_functions, to_places;
};

struct builder builder_new(struct json *json, struct profile *profile);

/* The tables, to be read into a builder. */
extern const struct table builder_sources, builder_functions, builder_places,
    builder_contexts, builder_sizes, builder_merged_lines;

/* Reads one of them.  False after json_fail(), as below. */
bool builder_read(struct builder *builder, const struct table *table);

/* Room for item COUNT behind the others, which are SIZE bytes each; NULL after
   json_fail(). */
void *builder_room(struct builder *builder, void *items, size_t count,
                   size_t size);

/* The file names are there: of no file is it known what it held. */
void builder_files_read(struct builder *builder);

/* Once everything is there: do all references lead somewhere? */
bool builder_check(struct builder *builder);

#endif
