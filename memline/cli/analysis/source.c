/* Source files.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/source.h"

#include "base/grow.h"
#include "base/memory.h"
#include "shared/hash.h"
#include "shared/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
  char *text;
  size_t length;
  size_t *starts; /* where each line begins, and where the last one ends */
  size_t line_count;
  char shown[TEXT_ROOM]; /* one line */
  bool changed;
};

char *source_directory(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? memory_part(path, (size_t)(slash - path) + (slash == path))
               : NULL;
}

void source_free(struct source *source) {
  if (!source)
    return;
  free(source->text);
  free(source->starts);
  free(source);
}

long source_line_count(const struct source *source) {
  return (long)source->line_count;
}

static bool read_all(int descriptor, char *to, size_t size, size_t *length) {
  for (*length = 0; *length < size;) {
    ssize_t n = read(descriptor, to + *length, size - *length);
    if (n < 0 && errno != EINTR)
      return false;
    if (n == 0)
      break;
    if (n > 0)
      *length += (size_t)n;
  }
  return true;
}

/* A final newline ends the last line and begins none. */
static void index_lines(struct source *source) {
  size_t capacity = 0, at = 0;
  for (;;) {
    source->starts = grow(source->starts, source->line_count, &capacity,
                          sizeof *source->starts);
    source->starts[source->line_count] = at;
    if (at >= source->length)
      return;
    source->line_count++;
    const char *end = memchr(source->text + at, '\n', source->length - at);
    at = end ? (size_t)(end - source->text) + 1 : source->length;
  }
}

/* What may be source code; anything else is not even opened. */
static bool is_regular(const struct stat *status) {
  return S_ISREG(status->st_mode) && status->st_size <= PROFILE_MAX_SOURCE;
}

/* Opened without waiting, so that a pipe that has come into the place of a
   source file does not hold us up. */
static struct source *load(const char *path) {
  struct stat status;
  int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0)
    return NULL;
  struct source *source = NULL;
  if (fstat(descriptor, &status) == 0 && is_regular(&status)) {
    size_t size = (size_t)status.st_size;
    source = memory_zeroed(1, sizeof *source);
    source->text = memory_new(size, 1);
    if (read_all(descriptor, source->text, size, &source->length)) {
      index_lines(source);
    } else {
      source_free(source);
      source = NULL;
    }
  }
  close(descriptor);
  return source;
}

/* Gets each candidate, and the directory that it may not lie outside of or
   NULL; true ends the search. */
typedef bool candidate(void *data, const char *path, const char *root);

static bool try_joined(const char *directory, const char *path, bool inside,
                       candidate *try, void *data) {
  char *joined = memory_format("%s/%s", directory, path);
  bool found = try(data, joined, inside ? directory : NULL);
  free(joined);
  return found;
}

/* Do the parts of a relative path go up from where they begin? */
static bool leaves(const char *path) {
  long depth = 0;
  while (*path && depth >= 0) {
    size_t length = strcspn(path, "/");
    if (length == 2 && memcmp(path, "..", 2) == 0)
      depth--;
    else if (length > 1 || (length == 1 && *path != '.'))
      depth++;
    path += length;
    path += strspn(path, "/");
  }
  return depth < 0;
}

/* DIR/a/b/c.c, DIR/b/c.c and DIR/c.c for a/b/c.c, but nothing outside DIR. */
static bool try_suffixes(const char *directory, const char *path,
                         candidate *try, void *data) {
  for (const char *part = path; part;) {
    part += strspn(part, "/");
    if (*part && strncmp(part, "./", 2) != 0 && !leaves(part) &&
        try_joined(directory, part, true, try, data))
      return true;
    part = strchr(part, '/');
  }
  return false;
}

/* NEW/b.c for OLD/b.c, but not for OLDER/b.c, and nothing outside NEW. */
static bool try_mapped(const char *map, const char *path, candidate *try,
                       void *data) {
  const char *equals = strchr(map, '=');
  size_t length = equals ? (size_t)(equals - map) : 0;
  while (length > 1 && map[length - 1] == '/')
    length--;
  if (!length || strncmp(map, path, length) != 0 ||
      (map[length - 1] != '/' && path[length] != '/' && path[length]))
    return false;
  const char *rest = path + length + strspn(path + length, "/");
  if (!*rest)
    return try(data, equals + 1, NULL);
  return !leaves(rest) && try_joined(equals + 1, rest, true, try, data);
}

static bool each_candidate(const char *path, const struct source_search *search,
                           candidate *try, void *data) {
  for (size_t i = 0; i < search->map_count && strlen(path) < PATH_MAX; i++)
    if (try_mapped(search->maps[i], path, try, data))
      return true;
  if (try(data, path, NULL))
    return true;
  if (strlen(path) >= PATH_MAX) /* no file has such a name */
    return false;
  if (*path != '/' && search->profile_directory &&
      try_joined(search->profile_directory, path, false, try, data))
    return true;
  for (size_t i = 0; i < search->directory_count; i++)
    if (try_suffixes(search->directories[i], path, try, data))
      return true;
  return false;
}

struct find {
  const struct digest *digest;
  enum source_others others;
  struct source *source; /* the best so far */
  bool withheld;
};

static bool fits(const struct source *source, const struct digest *digest) {
  return digest->size < 0 ||
         ((uint64_t)digest->size == source->length &&
          hash_more(HASH_START, source->text, source->length) == digest->hash);
}

/* The path without links, if that lies in ROOT; else NULL.  The caller frees
   it. */
static char *resolve(const char *path, const char *root) {
  char *real = realpath(path, NULL), *top = root ? realpath(root, NULL) : NULL;
  size_t length = top ? strlen(top) : 0;
  bool inside = !root || (top && real && strncmp(real, top, length) == 0 &&
                          (real[length] == '/' || top[length - 1] == '/'));
  free(top);
  if (inside)
    return real;
  free(real);
  return NULL;
}

/* What is not to be shown is not read, but for one that may be the right one;
   IS_NAMED says that it lies in a directory that the user named. */
static struct source *load_if_wanted(struct find *find, const char *path,
                                     bool is_named) {
  struct stat status;
  if (stat(path, &status) != 0 || !is_regular(&status))
    return NULL;
  bool any = is_named ? find->others != SOURCE_NO_OTHERS
                      : find->others == SOURCE_ANY_OTHERS;
  bool wanted = any || status.st_size == find->digest->size;
  struct source *source = wanted ? load(path) : NULL;
  if (source)
    source->changed = !fits(source, find->digest);
  if (any || (source && !source->changed))
    return source;
  source_free(source);
  find->withheld = true;
  return NULL;
}

static bool try_load(void *data, const char *path, const char *root) {
  struct find *find = data;
  char *real = resolve(path, root);
  struct source *source =
      real ? load_if_wanted(find, real, root != NULL) : NULL;
  free(real);
  if (!source)
    return false;
  if (source->changed && find->source) {
    source_free(source);
    return false;
  }
  source_free(find->source);
  find->source = source;
  return !source->changed;
}

struct source *source_find(const char *path, const struct digest *digest,
                           const struct source_search *search, bool *withheld) {
  struct find find = {digest, search->others, NULL, false};
  each_candidate(path, search, try_load, &find);
  *withheld = !find.source && find.withheld;
  return find.source;
}

bool source_changed(const struct source *source) { return source->changed; }

static bool note(void *data, const char *path, const char *root) {
  FILE *list = data;
  (void)root;
  if (ftell(list) > 0)
    fputs(", ", list);
  fputs(path, list);
  return false;
}

char *source_tried(const char *path, const struct source_search *search) {
  char *text;
  size_t length;
  FILE *list = memory_stream(&text, &length);
  each_candidate(path, search, note, list);
  memory_stream_close(list);
  return text;
}

static size_t trimmed(const char *text, size_t length) {
  while (length && memchr(" \t\r\n\v\f", text[length - 1], 6))
    length--;
  return length;
}

static void show_line(struct source *source, long line, source_line *show,
                      void *data) {
  if (line < 1 || (unsigned long)line > source->line_count) {
    show(data, line, "", 0);
    return;
  }
  const size_t *start = &source->starts[line - 1];
  const char *text = source->text + start[0];
  size_t length = trimmed(text, start[1] - start[0]);
  length = text_show_line(source->shown, text, length);
  source->shown[length] = '\0';
  show(data, line, source->shown, length);
}

void source_walk(struct source *source, long first, long last,
                 source_line *show, void *data) {
  for (long line = first; line <= last; line++)
    show_line(source, line, show, data);
}
