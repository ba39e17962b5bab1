/* Names on a terminal.

   SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE 1 /* wcwidth */

#include "output/display.h"

#include "output/ascii.h"
#include "output/utf8.h"
#include "shared/text.h"

#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#define POINTS "..."

/* The C library knows the widths of characters, but only in a locale whose
   encoding has them.  It is the same one for everybody, so that the output
   does not depend on the user's. */
static int width_of(wchar_t character) {
  static locale_t locale;
  static bool looked;
  if (!looked)
    locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  looked = true;
  if (!locale)
    return 1;
  locale_t before = uselocale(locale);
  int width = wcwidth(character);
  uselocale(before);
  return width < 0 ? 1 : width;
}

/* The columns of the next character, and in *BYTES its length. */
static int next(const char *text, size_t left, size_t *bytes) {
  unsigned n = text_character(text, left);
  *bytes = n ? n : 1;
  return n < 2 || text_is_control(text, n)
             ? 1
             : width_of((wchar_t)utf8_decode(text, n));
}

int display_width(const char *text) {
  int width = 0;
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    n = ascii_run(text, left, 0, 0);
    width += n ? (int)n : next(text, left, &n);
  }
  return width;
}

/* As much of TEXT as fits into LIMIT columns.  Returns how many it takes. */
static int put(FILE *out, const char *text, int limit) {
  int width = 0;
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    n = ascii_run(text, left, 0, 0);
    if (n > (size_t)(limit - width))
      n = (size_t)(limit - width);
    fwrite(text, 1, n, out);
    width += (int)n;
    if (n > 0)
      continue;
    int more = next(text, left, &n);
    if (width + more > limit)
      break;
    char shown[4], *to = shown;
    text_show(&to, text, left);
    fwrite(shown, 1, (size_t)(to - shown), out);
    width += more;
  }
  return width;
}

int display_put(FILE *out, const char *text, int limit) {
  const int points = (int)strlen(POINTS);
  if (!limit || display_width(text) <= limit)
    return put(out, text, INT_MAX);
  int width = put(out, text, limit > points ? limit - points : 0);
  for (int i = 0; i < points && width < limit; i++, width++)
    putc('.', out);
  return width;
}
