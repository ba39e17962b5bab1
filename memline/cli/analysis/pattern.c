/* Does a function fit what --func says?

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "analysis/pattern.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* Spelled out first: `operator[]` is a name although it looks like a set. */
static bool fits(const char *pattern, const char *text) {
  return strcmp(pattern, text) == 0 || fnmatch(pattern, text, 0) == 0;
}

/* The parenthesis that the one at CLOSE ends, or NULL. */
static const char *opening(const char *name, const char *close) {
  int depth = 0;
  for (const char *c = close; c >= name; c--) {
    depth += (*c == ')') - (*c == '(');
    if (depth == 0)
      return c;
  }
  return NULL;
}

size_t pattern_bare_length(const char *name) {
  size_t whole = strlen(name);
  const char *close = strrchr(name, ')');
  const char *open = close ? opening(name, close) : NULL;
  /* Not the parameters: "(anonymous namespace)::f", and "operator()". */
  if (!open || open == name || strncmp(close + 1, "::", 2) == 0)
    return whole;
  static const char call[] = "operator";
  size_t before = (size_t)(open - name), n = sizeof call - 1;
  if (before >= n && memcmp(open - n, call, n) == 0)
    return whole;
  return before;
}

static bool fits_function(const char *pattern, const char *function) {
  if (fits(pattern, function))
    return true;
  size_t length = pattern_bare_length(function);
  if (strchr(pattern, '(') || function[length] == '\0')
    return false;
  char *bare = strndup(function, length);
  bool good = bare && fits(pattern, bare);
  free(bare);
  return good;
}

bool pattern_fits_file(const char *pattern, const char *file) {
  const char *slash = strrchr(file, '/');
  return fits(pattern, file) || (slash && fits(pattern, slash + 1));
}

bool pattern_fits(const char *pattern, const char *file, const char *function) {
  if (fits_function(pattern, function) || pattern_fits_file(pattern, file))
    return true;
  /* Any single colon may part file and function; two belong to C++. */
  for (const char *c = pattern; (c = strchr(c, ':')); c++) {
    if (c[1] == ':') {
      c += strspn(c, ":") - 1;
      continue;
    }
    char *first = strndup(pattern, (size_t)(c - pattern));
    bool good = first && pattern_fits_file(first, file) &&
                fits_function(c + 1, function);
    free(first);
    if (good)
      return true;
  }
  return false;
}
