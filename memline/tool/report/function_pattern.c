/* Patterns of functions.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/function_pattern.h"

/* Returns what follows the set that begins after P[0] == '[', and whether it
   has C; or NULL if it does not end. */
static const HChar* match_set(const HChar* p, HChar c, Bool* has)
{
   Bool negated = p[1] == '!' || p[1] == '^';
   const HChar* first = p + (negated ? 2 : 1);
   Bool found = False;
   for (p = first; *p && (*p != ']' || p == first); p++) {
      HChar low = *p, high = *p;
      if (p[1] == '-' && p[2] && p[2] != ']') {
         high = p[2];
         p += 2;
      }
      found |= low <= c && c <= high;
   }
   *has = found != negated;
   return *p ? p + 1 : NULL;
}

/* Matches one element of the pattern at P against C; returns what follows it,
   or NULL if it does not fit.  P is neither at the end nor at a star. */
static const HChar* match_one(const HChar* p, HChar c)
{
   Bool has;
   const HChar* after;
   if (*p == '?')
      return p + 1;
   if (*p == '[' && (after = match_set(p, c, &has)))
      return has ? after : NULL;
   if (*p == '\\' && p[1])
      p++;
   return *p == c ? p + 1 : NULL;
}

static Bool match(const HChar* p, const HChar* text)
{
   /* Where to go on after the last star, which may take one more. */
   const HChar *star = NULL, *retry = NULL;
   while (*text) {
      const HChar* next;
      if (*p == '*') {
         star = ++p;
         retry = text;
      } else if (*p && (next = match_one(p, *text))) {
         p = next;
         text++;
      } else if (star) {
         p = star;
         text = ++retry;
      } else {
         return False;
      }
   }
   while (*p == '*')
      p++;
   return *p == 0;
}

/* Spelled out first: operator[] is a name although it looks like a set. */
static Bool fits(const HChar* pattern, const HChar* text)
{
   return VG_(strcmp)(pattern, text) == 0 || match(pattern, text);
}

static Bool fits_file(const HChar* pattern, const HChar* path)
{
   const HChar* slash = VG_(strrchr)(path, '/');
   return fits(pattern, path) || (slash && fits(pattern, slash + 1));
}

/* Returns the length of NAME without its parameter list, which ends at the last
   parenthesis, unless that one belongs to the name: (anonymous namespace)::f,
   operator(). */
static SizeT bare_length(const HChar* name)
{
   SizeT whole = VG_(strlen)(name);
   const HChar* close = VG_(strrchr)(name, ')');
   if (close == NULL || VG_(strncmp)(close + 1, "::", 2) == 0)
      return whole;
   Int depth = 0;
   const HChar* open = close + 1;
   do {
      open--;
      depth += (*open == ')') - (*open == '(');
   } while (depth > 0 && open > name);
   SizeT before = open - name;
   if (depth != 0 || before == 0 ||
       (before >= 8 && VG_(strncmp)(open - 8, "operator", 8) == 0))
      return whole;
   return before;
}

static Bool fits_name(const HChar* pattern, const HChar* name)
{
   if (fits(pattern, name))
      return True;
   SizeT length = bare_length(name);
   if (name[length] == 0 || VG_(strchr)(pattern, '('))
      return False;
   HChar* bare = VG_(strdup)("ml.function_pattern.bare", name);
   bare[length] = 0;
   Bool good = fits(pattern, bare);
   VG_(free)(bare);
   return good;
}

Bool ML_(function_pattern_fits)(const HChar* pattern, const HChar* file,
                                const HChar* name)
{
   if (fits_name(pattern, name) || fits_file(pattern, file))
      return True;
   /* Any single colon may part file and function; two belong to C++. */
   for (const HChar* c = pattern; (c = VG_(strchr)(c, ':')); c++) {
      if (c[1] == ':') {
         while (c[1] == ':')
            c++;
         continue;
      }
      HChar* first = VG_(strdup)("ml.function_pattern.file", pattern);
      first[c - pattern] = 0;
      Bool both = fits_file(first, file) && fits_name(c + 1, name);
      VG_(free)(first);
      if (both)
         return True;
   }
   return False;
}
