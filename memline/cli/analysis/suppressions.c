/* Which leaks not to report.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/suppressions.h"

#include "base/grow.h"
#include "base/memory.h"
#include "shared/glob.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum frame_kind {
  FRAME_FUNCTION,
  FRAME_SOURCE,
  FRAME_OBJECT, /* fits nothing */
  FRAME_ANY,    /* any number of frames */
  FRAME_LSAN    /* a function or a file, somewhere in the path */
};

struct frame_pattern {
  enum frame_kind kind;
  char *text;             /* with * and ?, or NULL */
  bool allocates;         /* fits a function that allocates */
  unsigned char *answers; /* an enum answer for each frame; NULL: none yet */
};

/* Whether a frame fits.  Paths have the same frames again and again. */
enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

struct suppression {
  char *name;
  struct frame_pattern *frames;
  size_t count, capacity;
};

/* What is read line by line. */
struct file {
  const char *path;
  FILE *in;
  char *line; /* without white space at its ends */
  size_t capacity;
  unsigned long number;
};

/* The next line that is neither empty nor a comment; false at the end. */
static bool next_line(struct file *file) {
  while (getline(&file->line, &file->capacity, file->in) >= 0) {
    file->number++;
    size_t length = strlen(file->line);
    while (length && isspace((unsigned char)file->line[length - 1]))
      file->line[--length] = '\0';
    size_t blanks = strspn(file->line, " \t");
    memmove(file->line, file->line + blanks, length - blanks + 1);
    if (*file->line && *file->line != '#')
      return true;
  }
  if (!feof(file->in) && !ferror(file->in))
    memory_exhausted();
  return false;
}

static bool expected(const struct file *file, const char *what,
                     struct error *error) {
  return error_set(error, "%s:%lu: expected %s, found '%s'", file->path,
                   file->number, what, file->line);
}

/* With * and ? alone, as Valgrind has it. */
static bool fits(const char *pattern, const char *text) {
  return glob_fits(glob_whole(pattern), GLOB_STARS, glob_whole(text));
}

static bool fits_allocation(const char *pattern) {
  static const char *const names[] = {"malloc",
                                      "calloc",
                                      "realloc",
                                      "memalign",
                                      "posix_memalign",
                                      "aligned_alloc",
                                      "valloc",
                                      "_Znwm",
                                      "_Znam",
                                      "_Znwj",
                                      "_Znaj",
                                      "_ZnwmSt11align_val_t",
                                      "_ZnamSt11align_val_t",
                                      "_ZnwmRKSt9nothrow_t",
                                      "_ZnamRKSt9nothrow_t",
                                      "operator new(unsigned long)",
                                      "operator new[](unsigned long)"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (fits(pattern, names[i]))
      return true;
  return false;
}

/* Takes TEXT, which must be allocated. */
static void add_frame(struct suppression *to, enum frame_kind kind,
                      char *text) {
  to->frames = grow(to->frames, to->count, &to->capacity, sizeof *to->frames);
  to->frames[to->count++] = (struct frame_pattern){
      .kind = kind,
      .text = text,
      .allocates = kind == FRAME_FUNCTION && fits_allocation(text)};
}

/* "box::fill" for _ZN3box4fillEi, with * behind it where more of the name
   follows that is not understood. */
static char *readable(const char *mangled) {
  char *text;
  size_t length;
  FILE *out = memory_stream(&text, &length);
  const char *at = mangled + strlen("_Z");
  at += strspn(at, "NKL");
  for (const char *between = ""; isdigit((unsigned char)*at); between = "::") {
    size_t n = strtoul(at, (char **)&at, 10);
    n = strnlen(at, n);
    fprintf(out, "%s%.*s", between, (int)n, at);
    at += n;
  }
  if (*at == 'I' || *at == '*')
    putc('*', out);
  memory_stream_close(out);
  return text;
}

static char *function_pattern(const char *text) {
  bool mangled = strncmp(text, "_Z", 2) == 0 &&
                 (isdigit((unsigned char)text[2]) || text[2] == 'N');
  return mangled ? readable(text) : memory_copy(text);
}

/* One line of a suppression of Valgrind's. */
static bool read_frame(const struct file *file, struct suppression *to,
                       struct error *error) {
  const char *line = file->line;
  if (strcmp(line, "...") == 0)
    add_frame(to, FRAME_ANY, memory_copy(line));
  else if (strncmp(line, "fun:", 4) == 0)
    add_frame(to, FRAME_FUNCTION, function_pattern(line + 4));
  else if (strncmp(line, "src:", 4) == 0)
    add_frame(to, FRAME_SOURCE, memory_copy(line + 4));
  else if (strncmp(line, "obj:", 4) == 0)
    add_frame(to, FRAME_OBJECT, memory_copy(line + 4));
  else
    return expected(file, "fun:, obj:, src:, ... or }", error);
  return true;
}

/* "Memcheck:Leak", or with several tools before the colon. */
static bool is_leak(const char *kind) {
  const char *colon = strchr(kind, ':');
  return colon && strcmp(colon + 1, "Leak") == 0;
}

static void free_suppression(struct suppression *suppression) {
  for (size_t i = 0; i < suppression->count; i++) {
    free(suppression->frames[i].text);
    free(suppression->frames[i].answers);
  }
  free(suppression->frames);
  free(suppression->name);
}

static void keep(struct suppressions *suppressions,
                 const struct suppression *suppression) {
  suppressions->items =
      grow(suppressions->items, suppressions->count, &suppressions->capacity,
           sizeof *suppressions->items);
  suppressions->items[suppressions->count++] = *suppression;
}

/* Behind "{": a name, a kind, and for leaks the frames. */
static bool read_block(struct file *file, struct suppressions *suppressions,
                       struct error *error) {
  struct suppression block = {0};
  unsigned long first = file->number;
  bool good = next_line(file) && (block.name = memory_copy(file->line)) &&
              next_line(file);
  if (good && !strchr(file->line, ':'))
    good = expected(file, "TOOL:KIND", error);
  else if (!good)
    error_set(error, "%s:%lu: expected a name and a kind, found the end",
              file->path, first);
  bool leak = good && is_leak(file->line);
  while (good) {
    if (!(good = next_line(file))) {
      error_set(error, "%s:%lu: expected }, found the end of the file",
                file->path, file->number);
    } else if (strcmp(file->line, "}") == 0) {
      break;
    } else if (leak && strncmp(file->line, "match-leak-kinds:", 17) != 0) {
      good = read_frame(file, &block, error);
    }
  }
  if (good && leak && block.count)
    keep(suppressions, &block);
  else
    free_suppression(&block);
  return good;
}

/* LeakSanitizer looks for its pattern anywhere; ^ and $ tell the ends. */
static void read_lsan(const struct file *file,
                      struct suppressions *suppressions) {
  struct suppression line = {.name = memory_copy(file->line)};
  const char *pattern = file->line + strlen("leak:");
  size_t length = strlen(pattern);
  bool front = *pattern == '^', back = length && pattern[length - 1] == '$';
  add_frame(&line, FRAME_LSAN,
            memory_format("%s%.*s%s", front ? "" : "*",
                          (int)(length - (size_t)back - (size_t)front),
                          pattern + front, back ? "" : "*"));
  keep(suppressions, &line);
}

bool suppressions_read(struct suppressions *suppressions, const char *path,
                       struct error *error) {
  struct file file = {.path = path, .in = fopen(path, "re")};
  if (!file.in)
    return error_set(error, "%s: cannot be opened: %s", path, strerror(errno));
  bool good = true;
  errno = 0;
  while (good && next_line(&file)) {
    if (strcmp(file.line, "{") == 0)
      good = read_block(&file, suppressions, error);
    else if (strncmp(file.line, "leak:", 5) == 0)
      read_lsan(&file, suppressions);
    else
      good = expected(&file, "{ or leak:PATTERN", error);
  }
  if (good && ferror(file.in))
    good = error_set(error, "%s: cannot be read: %s", path, strerror(errno));
  free(file.line);
  fclose(file.in);
  return good;
}

void suppressions_free(struct suppressions *suppressions) {
  for (size_t i = 0; i < suppressions->count; i++)
    free_suppression(&suppressions->items[i]);
  free(suppressions->items);
  *suppressions = (struct suppressions){0};
}

const char *suppressions_name(const struct suppressions *suppressions,
                              size_t number) {
  return suppressions->items[number].name;
}

size_t suppressions_with_objects(const struct suppressions *suppressions) {
  size_t found = 0;
  for (size_t i = 0; i < suppressions->count; i++) {
    const struct suppression *item = &suppressions->items[i];
    size_t frame = 0;
    while (frame < item->count && item->frames[frame].kind != FRAME_OBJECT)
      frame++;
    found += frame < item->count;
  }
  return found;
}

static bool fits_bare(const char *pattern, const char *name) {
  return fits(pattern, name) ||
         glob_fits(glob_whole(pattern), GLOB_STARS, glob_bare(name));
}

static bool fits_source(const char *pattern, const char *file, int32_t line) {
  const char *colon = strrchr(pattern, ':'), *slash = strrchr(file, '/');
  struct glob_part name = glob_whole(pattern);
  char *end = NULL;
  if (colon && strtol(colon + 1, &end, 10) == line && !*end)
    name.end = colon;
  return glob_fits(name, GLOB_STARS, glob_whole(file)) ||
         (slash && glob_fits(name, GLOB_STARS, glob_whole(slash + 1)));
}

static bool ask_frame(const struct frame_pattern *pattern,
                      const struct paths *paths, const struct frame *frame) {
  const char *function = profile_function(paths->profile, frame->function);
  const char *file = profile_file(paths->profile, frame->file);
  switch (pattern->kind) {
  case FRAME_FUNCTION:
    return frame->function >= 0 && fits_bare(pattern->text, function);
  case FRAME_SOURCE:
    return frame->file >= 0 && fits_source(pattern->text, file, frame->line);
  case FRAME_LSAN:
    return frame->function >= 0 &&
           (fits(pattern->text, function) || fits(pattern->text, file));
  default:
    return false;
  }
}

static bool fits_frame(struct frame_pattern *pattern, const struct paths *paths,
                       int32_t path) {
  int32_t number = paths->items[path].frame;
  const struct frame *frame = &paths->frames[number];
  if (!pattern->answers)
    pattern->answers =
        memory_zeroed(paths->frame_count, sizeof *pattern->answers);
  unsigned char *answer = &pattern->answers[number];
  if (*answer == ANSWER_UNKNOWN)
    *answer = ask_frame(pattern, paths, frame) ? ANSWER_YES : ANSWER_NO;
  return *answer == ANSWER_YES;
}

/* Do the patterns from NUMBER on fit the path, from its end on?  Of several
   "...", only the last has to be tried again, as with * in a glob. */
static bool fits_path(const struct suppression *suppression, size_t number,
                      const struct paths *paths, int32_t path) {
  struct frame_pattern *frames = suppression->frames;
  size_t any = suppression->count;
  int32_t again = -1;
  while (number < suppression->count) {
    if (frames[number].kind == FRAME_ANY) {
      any = number++;
      again = path;
    } else if (path >= 0 && fits_frame(&frames[number], paths, path)) {
      number++;
      path = paths->items[path].parent;
    } else if (any < suppression->count && again >= 0) {
      again = paths->items[again].parent;
      path = again;
      number = any + 1;
    } else {
      return false;
    }
  }
  return true;
}

static bool fits_anywhere(struct frame_pattern *pattern,
                          const struct paths *paths, int32_t path) {
  for (; path >= 0; path = paths->items[path].parent)
    if (fits_frame(pattern, paths, path))
      return true;
  return false;
}

/* The function that allocates is not in the path: what names it is passed
   over, if it stands first or behind the first "...". */
static bool suppresses(const struct suppression *suppression,
                       const struct paths *paths, int32_t path) {
  struct frame_pattern *frames = suppression->frames;
  if (frames->kind == FRAME_LSAN)
    return fits_anywhere(frames, paths, path);
  size_t first = 0;
  while (first < suppression->count && frames[first].kind == FRAME_ANY)
    first++;
  if (first < suppression->count && frames[first].allocates &&
      fits_path(suppression, first + 1, paths, path))
    return true;
  return fits_path(suppression, 0, paths, path);
}

long suppressions_find(const struct suppressions *suppressions,
                       const struct paths *paths, int32_t path) {
  for (size_t i = 0; i < suppressions->count; i++)
    if (suppresses(&suppressions->items[i], paths, path))
      return (long)i;
  return -1;
}
