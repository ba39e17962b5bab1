/* Text as other programs read it between quotes.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "quote.h"

#include "../format/profile.h"
#include "../format/text.h"
#include "utf8.h"

#include <string.h>

static void put_character(FILE *out, const char *text, size_t length) {
  unsigned char c = (unsigned char)*text;
  char raw[4];
  if (length == 0)
    fwrite(raw, 1, utf8_encode(PROFILE_RAW_BYTE + c, raw), out);
  else if (c == '"' || c == '\\')
    fprintf(out, "\\%c", c);
  else if (text_is_control(text, (unsigned)length))
    fprintf(out, "\\u%04x", length == 1 ? c : (unsigned char)text[1]);
  else
    fwrite(text, 1, length, out);
}

void quote_json(FILE *out, const char *text) {
  putc('"', out);
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    size_t length = text_character(text, left);
    put_character(out, text, length);
    n = length ? length : 1;
  }
  putc('"', out);
}

void quote_csv(FILE *out, const char *text) {
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

void quote_markdown(FILE *out, const char *text) {
  for (size_t n, left = strlen(text); left; text += n, left -= n) {
    char shown[4], *to = shown;
    n = text_show(&to, text, left);
    if (n == 1 && strchr("|\\`*_<>[]~#&", *shown))
      putc('\\', out);
    fwrite(shown, 1, (size_t)(to - shown), out);
  }
}
