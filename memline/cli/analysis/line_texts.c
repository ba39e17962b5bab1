/* The source text of each line of a profile.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/line_texts.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct collection {
  struct line_texts *texts;
  char *line; /* room for one, which grows */
  size_t capacity;
  const char *last; /* the text of the line that was walked */
};

/* Runs of blanks become one, and those at either end none. */
static size_t without_space(char *to, const char *text, size_t length) {
  size_t n = 0;
  for (size_t i = 0; i < length; i++)
    if (text[i] != ' ')
      to[n++] = text[i];
    else if (n > 0 && to[n - 1] != ' ')
      to[n++] = ' ';
  return n > 0 && to[n - 1] == ' ' ? n - 1 : n;
}

/* Lines as source_walk() shows them have no white space but blanks. */
static void keep(void *data, long line, const char *text, size_t length) {
  struct collection *to = data;
  (void)line;
  if (length >= to->capacity) {
    to->capacity = length + 1;
    to->line = memory_resize(to->line, to->capacity, 1);
  }
  to->last = arena_string(&to->texts->arena, to->line,
                          without_space(to->line, text, length));
}

/* The lines of one file, which follow each other from FIRST on. */
static void collect_file(struct collection *collection,
                         const struct lines *lines, const uint32_t *order,
                         size_t count, struct source *source) {
  for (size_t i = 0; i < count; i++) {
    long line = lines_place(lines, order[i])->line;
    source_walk(source, line, line, keep, collection);
    collection->texts->items[order[i]] = collection->last;
  }
}

/* The lines in the order of their files, STARTS[f] is where those of file f
   begin.  The caller frees it. */
static uint32_t *by_file(const struct lines *lines, size_t *starts) {
  size_t files = lines->profile->file_count;
  uint32_t *order = memory_new(lines->count, sizeof *order);
  for (size_t i = 0; i < lines->count; i++)
    starts[lines_place(lines, i)->file + 2]++;
  for (size_t f = 0; f < files; f++)
    starts[f + 2] += starts[f + 1];
  for (size_t i = 0; i < lines->count; i++)
    order[starts[lines_place(lines, i)->file + 1]++] = (uint32_t)i;
  return order;
}

static void collect_all(struct collection *collection,
                        const struct lines *lines,
                        const struct source_search *search,
                        const uint32_t *order, const size_t *starts) {
  const struct profile *profile = lines->profile;
  for (size_t f = 0; f < profile->file_count; f++) {
    size_t count = starts[f + 1] - starts[f];
    bool withheld;
    if (count == 0)
      continue;
    struct source *source =
        source_find(profile->files[f], &profile->digests[f], search, &withheld);
    if (source && !source_changed(source))
      collect_file(collection, lines, order + starts[f], count, source);
    source_free(source);
  }
}

void line_texts_collect(const struct lines *lines,
                        const struct source_search *search,
                        struct line_texts *texts) {
  struct collection collection = {.texts = texts};
  size_t *starts =
      memory_zeroed(lines->profile->file_count + 2, sizeof *starts);
  *texts = (struct line_texts){
      .items = memory_zeroed(lines->count, sizeof *texts->items)};
  uint32_t *order = by_file(lines, starts);
  collect_all(&collection, lines, search, order, starts);
  free(collection.line);
  free(starts);
  free(order);
}

void line_texts_free(struct line_texts *texts) {
  arena_free(&texts->arena);
  free(texts->items);
  memset(texts, 0, sizeof *texts);
}
