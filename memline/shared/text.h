/* Text as both sides write and show it: what is UTF-8, what must not reach a
   terminal, and how a source line is shown.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_SHARED_TEXT_H
#define MEMLINE_SHARED_TEXT_H

/* A longer source line is cut. */
#define TEXT_MAX_COLUMNS 1000
/* So many of its bytes are sure to be more than that. */
#define TEXT_MAX_BYTES (4 * (TEXT_MAX_COLUMNS + 1))
/* Room for a line as it is shown. */
#define TEXT_ROOM (TEXT_MAX_BYTES + 16)
#define TEXT_TAB 8

static inline int text_is_tail(unsigned char byte) {
  return (byte & 0xc0) == 0x80;
}

/* How many bytes (1 to 4) the valid character at TEXT takes, of which LENGTH
   bytes are there; 0 if there is no valid one.  Surrogates, overlong forms
   and what lies beyond U+10FFFF are not valid. */
static inline unsigned text_character(const char *text, unsigned long length) {
  const unsigned char *b = (const unsigned char *)text;
  if (length == 0 || b[0] < 0x80)
    return length > 0;
  unsigned n = b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
  if (b[0] >= 0xf5 || n > length)
    return 0;
  for (unsigned i = 1; i < n; i++)
    if (!text_is_tail(b[i]))
      return 0;
  int overlong = (b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xf0 && b[1] < 0x90);
  int surrogate = b[0] == 0xed && b[1] >= 0xa0;
  int beyond = b[0] == 0xf4 && b[1] >= 0x90;
  return overlong || surrogate || beyond ? 0 : n;
}

/* Whether the character of three bytes is one that makes text appear in another
   order or on another line than it has: U+200E, U+200F, U+2028 to U+202E, and
   U+2066 to U+2069. */
static inline int text_is_direction(const unsigned char *b) {
  int of_80 = b[2] == 0x8e || b[2] == 0x8f || (b[2] >= 0xa8 && b[2] <= 0xae);
  int of_81 = b[2] >= 0xa6 && b[2] <= 0xa9;
  return b[0] == 0xe2 && ((b[1] == 0x80 && of_80) || (b[1] == 0x81 && of_81));
}

/* Whether the character of N bytes at TEXT, or for N = 0 the byte there, is one
   that a terminal may take for a command, or by which text looks as if it were
   another. */
static inline int text_is_control(const char *text, unsigned n) {
  const unsigned char *b = (const unsigned char *)text;
  switch (n) {
  case 0:
    return b[0] < 0xa0;
  case 1:
    return b[0] < 0x20 || b[0] == 0x7f;
  case 2: /* U+0080 to U+009F, and U+061C */
    return (b[0] == 0xc2 && b[1] < 0xa0) || (b[0] == 0xd8 && b[1] == 0x9c);
  case 3:
    return text_is_direction(b);
  default:
    return 0;
  }
}

/* Writes the character or byte at TEXT, of which LENGTH bytes are there, at *TO
   as it is shown, '?' for a control character, and moves *TO on.  Returns how
   many bytes of TEXT that was. */
static inline unsigned text_show(char **to, const char *text,
                                 unsigned long length) {
  unsigned n = text_character(text, length), bytes = n ? n : 1;
  if (text_is_control(text, n))
    *(*to)++ = '?';
  else
    for (unsigned i = 0; i < bytes; i++)
      *(*to)++ = text[i];
  return bytes;
}

/* Writes the LENGTH bytes of one source line to TO as they are shown, and
   returns the number of bytes written: tabs become spaces, and behind the last
   column there is comes "...". */
static inline unsigned text_show_line(char to[TEXT_ROOM], const char *text,
                                      unsigned long length) {
  char *end = to;
  unsigned long i = 0;
  for (unsigned column = 1; i < length && column <= TEXT_MAX_COLUMNS; column++)
    if (text[i] != '\t') {
      i += text_show(&end, text + i, length - i);
    } else {
      *end++ = ' ';
      i += column % TEXT_TAB == 0;
    }
  for (unsigned dot = 0; i < length && dot < 3; dot++)
    *end++ = '.';
  return (unsigned)(end - to);
}

#endif
