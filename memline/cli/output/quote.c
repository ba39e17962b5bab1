/* Text as other programs read it between quotes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/quote.h"

#include "base/memory.h"
#include "output/ascii.h"
#include "output/utf8.h"
#include "shared/profile.h"
#include "shared/text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* LENGTH is 0 for a byte that is not part of a character. */
static void put_utf8(FILE *out, const char *text, size_t length) {
  char raw[4];
  if (length == 0)
    length = utf8_encode(PROFILE_RAW_BYTE + (unsigned char)*text, raw);
  else
    memcpy(raw, text, length);
  fwrite(raw, 1, length, out);
}

static void put_character(FILE *out, const char *text, size_t length) {
  if (*text == '"' || *text == '\\')
    fprintf(out, "\\%c", *text);
  else if (length && text_is_control(text, (unsigned)length))
    fprintf(out, "\\u%04" PRIx32, utf8_decode(text, (unsigned)length));
  else
    put_utf8(out, text, length);
}

void quote_json(FILE *out, const char *text) {
  putc('"', out);
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    n = ascii_run(text, left, '"', '\\');
    if (n > 0) {
      fwrite(text, 1, n, out);
      continue;
    }
    size_t length = text_character(text, left);
    put_character(out, text, length);
    n = length ? length : 1;
  }
  putc('"', out);
}

void quote_without(FILE *out, const char *text, char avoid, char instead) {
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    n = ascii_run(text, left, avoid, 0);
    fwrite(text, 1, n, out);
    if (n > 0)
      continue;
    char shown[4], *end = shown;
    n = text_show(&end, text, left);
    if (*shown == avoid)
      putc(instead, out);
    else
      fwrite(shown, 1, (size_t)(end - shown), out);
  }
}

void quote_line(FILE *out, const char *text) {
  quote_without(out, text, '\n', '?');
}

void quote_utf8(FILE *out, const char *text) {
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    size_t length = text_character(text, left);
    put_utf8(out, text, length);
    n = length ? length : 1;
  }
}

void quote_label(FILE *out, const char *text) {
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    size_t length = text_character(text, left);
    if (*text == '"' || *text == '\\')
      fprintf(out, "\\%c", *text);
    else if (*text == '\n')
      fputs("\\n", out);
    else if (text_is_control(text, (unsigned)length) && length)
      putc('?', out);
    else
      put_utf8(out, text, length);
    n = length ? length : 1;
  }
}

/* What is for programs has all characters as they are; a terminal gets none
   that it could take for a command. */
static bool is_harmful(FILE *out, const char *text) {
  unsigned n;
  for (size_t left = strlen(text), run; left; text += run, left -= run) {
    if ((run = ascii_run(text, left, 0, 0)))
      continue;
    n = text_character(text, left);
    if (text_is_control(text, n)) {
      int descriptor = fileno(out); /* none: kept until it goes there */
      return isatty(descriptor < 0 ? STDOUT_FILENO : descriptor);
    }
    run = n ? n : 1;
  }
  return false;
}

static void put_csv(FILE *out, const char *text) {
  if (!strpbrk(text, ",\"\r\n")) {
    fputs(text, out);
    return;
  }
  putc('"', out);
  for (; *text; text++) {
    if (*text == '"')
      putc('"', out);
    putc(*text, out);
  }
  putc('"', out);
}

void quote_csv(FILE *out, const char *text) {
  if (!is_harmful(out, text)) {
    put_csv(out, text);
    return;
  }
  size_t length = strlen(text);
  char *shown = memory_copy(text), *end = shown;
  for (size_t i = 0; i < length;)
    i += text_show(&end, text + i, length - i);
  *end = '\0';
  put_csv(out, shown);
  free(shown);
}

void quote_markdown(FILE *out, const char *text) {
  static const char markup[] = "|\\`*_<>[]~#&";
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    size_t shown = ascii_run(text, left, 0, 0), bare = strcspn(text, markup);
    n = shown < bare ? shown : bare;
    fwrite(text, 1, n, out);
    if (n > 0)
      continue;
    char character[4], *to = character;
    n = text_show(&to, text, left);
    if (bare == 0)
      putc('\\', out);
    fwrite(character, 1, (size_t)(to - character), out);
  }
}
