/* Globs, and which functions --func means: the same in the tool's tables and in
   the command's.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_GLOB_H
#define MEMLINE_SHARED_GLOB_H

/* Part of a text, which need not end with a NUL. */
struct glob_part {
  const char *at, *end;
};

/* What stands for something else in a pattern. */
enum glob_kind {
  GLOB_STARS, /* * and ? */
  GLOB_SETS   /* [set] too, and a backslash takes any of them as it is */
};

static inline struct glob_part glob_whole(const char *text) {
  const char *end = text;
  while (*end)
    end++;
  return (struct glob_part){text, end};
}

/* The last C of a text, or 0. */
static inline const char *glob_last(struct glob_part text, char c) {
  const char *at = text.end;
  while (at > text.at)
    if (*--at == c)
      return at;
  return 0;
}

static inline int glob_begins(struct glob_part text, const char *with) {
  while (*with && text.at < text.end && *text.at == *with) {
    text.at++;
    with++;
  }
  return *with == 0;
}

/* If a set goes on with the name of a class, as in [[:digit:]_], what follows
   it, and *HAS is set if it has C; else 0. */
static inline const char *glob_class(struct glob_part set, unsigned char c,
                                     int *has) {
  static const struct {
    const char *name, *ranges;
  } classes[] = {
      {"[:alnum:]", "09AZaz"},   {"[:alpha:]", "AZaz"},
      {"[:blank:]", "\t\t  "},   {"[:cntrl:]", "\1\37\177\177"},
      {"[:digit:]", "09"},       {"[:graph:]", "!~"},
      {"[:lower:]", "az"},       {"[:print:]", " ~"},
      {"[:punct:]", "!/:@[`{~"}, {"[:space:]", "\t\r  "},
      {"[:upper:]", "AZ"},       {"[:xdigit:]", "09AFaf"},
  };
  for (unsigned i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    if (!glob_begins(set, classes[i].name))
      continue;
    for (const char *range = classes[i].ranges; *range; range += 2)
      *has |= (unsigned char)range[0] <= c && c <= (unsigned char)range[1];
    return set.at + (glob_whole(classes[i].name).end - classes[i].name);
  }
  return 0;
}

/* Takes one character of a set off its front. */
static inline unsigned char glob_member(struct glob_part *set) {
  if (*set->at == '\\' && set->end - set->at > 1)
    set->at++;
  return (unsigned char)*set->at++;
}

/* What follows the set with which the pattern begins, and whether C is in it;
   0 if it does not end, and so is none. */
static inline const char *glob_set(struct glob_part pattern, unsigned char c,
                                   int *has) {
  struct glob_part rest = {pattern.at + 1, pattern.end};
  int negated = rest.at < rest.end && (*rest.at == '!' || *rest.at == '^');
  int found = 0;
  const char *first = rest.at += negated;
  while (rest.at < rest.end && (*rest.at != ']' || rest.at == first)) {
    const char *after = glob_class(rest, c, &found);
    if (after) {
      rest.at = after;
      continue;
    }
    unsigned char low = glob_member(&rest), high = low;
    if (rest.end - rest.at > 1 && rest.at[0] == '-' && rest.at[1] != ']') {
      rest.at++;
      high = glob_member(&rest);
    }
    found |= low <= c && c <= high;
  }
  *has = found != negated;
  return rest.at < rest.end ? rest.at + 1 : 0;
}

/* Matches the first element of a pattern, which is no star, against C: what
   follows it, or 0 if it does not fit. */
static inline const char *glob_element(struct glob_part pattern,
                                       enum glob_kind kind, char c) {
  const char *p = pattern.at, *after;
  int has;
  if (*p == '?')
    return p + 1;
  if (kind == GLOB_SETS && *p == '[' &&
      (after = glob_set(pattern, (unsigned char)c, &has)))
    return has ? after : 0;
  if (kind == GLOB_SETS && *p == '\\' && pattern.end - p > 1)
    p++;
  return *p == c ? p + 1 : 0;
}

/* Whether all of a text fits the pattern.  Of several stars only the last has
   to be tried again, so that no pattern takes more time than the product of
   both lengths, and once more its own where it is full of sets without end. */
static inline int glob_fits(struct glob_part pattern, enum glob_kind kind,
                            struct glob_part text) {
  const char *star = 0, *retry = 0, *next;
  while (text.at < text.end) {
    if (pattern.at < pattern.end && *pattern.at == '*') {
      star = ++pattern.at;
      retry = text.at;
    } else if (pattern.at < pattern.end &&
               (next = glob_element(pattern, kind, *text.at))) {
      pattern.at = next;
      text.at++;
    } else if (star) {
      pattern.at = star;
      text.at = ++retry;
    } else {
      return 0;
    }
  }
  while (pattern.at < pattern.end && *pattern.at == '*')
    pattern.at++;
  return pattern.at == pattern.end;
}

/* The same for a name, which may be spelled out: operator[] is one although it
   looks like a set. */
static inline int glob_fits_spelled(struct glob_part pattern,
                                    struct glob_part name) {
  struct glob_part p = pattern, n = name;
  while (p.at < p.end && n.at < n.end && *p.at == *n.at) {
    p.at++;
    n.at++;
  }
  return (p.at == p.end && n.at == n.end) ||
         glob_fits(pattern, GLOB_SETS, name);
}

/* Does a file fit, by its whole path or its last part? */
static inline int glob_fits_file(struct glob_part pattern, const char *path) {
  struct glob_part whole = glob_whole(path);
  const char *slash = glob_last(whole, '/');
  return glob_fits_spelled(pattern, whole) ||
         (slash &&
          glob_fits_spelled(pattern, (struct glob_part){slash + 1, whole.end}));
}

/* A function's name without its parameters and what follows them, which begin
   at the parenthesis that the last one closes; all of it if it has none.
   "(anonymous namespace)::f" and "operator()" have none. */
static inline struct glob_part glob_bare(const char *name) {
  static const char call[] = "operator";
  struct glob_part whole = glob_whole(name);
  const char *close = glob_last(whole, ')');
  int depth = 0;
  if (!close || glob_begins((struct glob_part){close + 1, whole.end}, "::"))
    return whole;
  const char *open = close + 1;
  do {
    open--;
    depth += (*open == ')') - (*open == '(');
  } while (depth > 0 && open > name);
  long before = open - name, length = sizeof call - 1;
  if (depth > 0 || before == 0 ||
      (before >= length &&
       glob_begins((struct glob_part){open - length, open}, call)))
    return whole;
  return (struct glob_part){name, open};
}

/* Without parentheses, a pattern fits a name without its parameters too. */
static inline int glob_fits_name(struct glob_part pattern, const char *name) {
  struct glob_part whole = glob_whole(name), bare = glob_bare(name);
  return glob_fits_spelled(pattern, whole) ||
         (bare.end < whole.end && !glob_last(pattern, '(') &&
          glob_fits_spelled(pattern, bare));
}

/* Does the function NAME in FILE fit what --func says: a glob on its name, on
   its file, or on both, as FILE:FUNCTION? */
static inline int glob_fits_function(const char *pattern, const char *file,
                                     const char *name) {
  struct glob_part whole = glob_whole(pattern);
  if (glob_fits_name(whole, name) || glob_fits_file(whole, file))
    return 1;
  for (const char *c = whole.at; c < whole.end;) {
    /* Any single colon may part file and function; two belong to C++. */
    const char *colons = c;
    while (c < whole.end && *c == ':')
      c++;
    if (c - colons == 1 &&
        glob_fits_file((struct glob_part){whole.at, colons}, file) &&
        glob_fits_name((struct glob_part){c, whole.end}, name))
      return 1;
    c += c == colons;
  }
  return 0;
}

#endif
