/* Source files, line by line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "source.h"

#include "array.h"
#include "format/hash.h"
#include "format/profile.h"

#define TAB 8

struct Source {
   Int fd;
   UInt line; /* the next one to be read, from 1 */
   HChar buffer[8192];
   Int used, filled;
   HChar* text; /* the line asked for */
   UInt length, capacity;
};

/* Opens the regular file at PATH; returns -1 if there is none to be read.
   SIZE may be NULL. */
static Int open_regular(const HChar* path, ULong* size)
{
   struct vg_stat status;
   SysRes found = VG_(stat)(path, &status);
   if (sr_isError(found) || !VKI_S_ISREG(status.mode))
      return -1;
   SysRes opened = VG_(open)(path, VKI_O_RDONLY, 0);
   if (size)
      *size = status.size;
   return sr_isError(opened) ? -1 : (Int)sr_Res(opened);
}

Source* ML_(source_open)(const HChar* path)
{
   Int fd = open_regular(path, NULL);
   if (fd < 0)
      return NULL;
   Source* s = VG_(calloc)("ml.source.source", 1, sizeof *s);
   s->fd = fd;
   s->line = 1;
   return s;
}

/* Returns the next byte, or -1 at the end. */
static Int next_byte(Source* s)
{
   if (s->used == s->filled) {
      s->used = 0;
      s->filled = VG_(read)(s->fd, s->buffer, sizeof s->buffer);
      if (s->filled <= 0) {
         s->filled = 0;
         return -1;
      }
   }
   return (UChar)s->buffer[s->used++];
}

static void append(Source* s, HChar c)
{
   s->text = ML_(array_reserve)("ml.source.text", s->text, &s->capacity,
                                s->length + 2, 1);
   s->text[s->length++] = c;
}

/* Reads one line; text is what is left of it after white space at its end is
   gone.  Columns count characters: the tail bytes of UTF-8 take none. */
static void read_line(Source* s)
{
   UInt column = 0, kept = 0;
   Int c;
   s->length = 0;
   append(s, 0);
   s->length = 0;
   while ((c = next_byte(s)) >= 0 && c != '\n') {
      if (c == '\t') {
         do
            append(s, ' ');
         while (++column % TAB != 0);
         continue;
      }
      append(s, c < 0x20 || c == 0x7f ? '?' : c);
      column += (c & 0xc0) != 0x80;
      if (c != ' ' && c != '\r' && c != '\v' && c != '\f')
         kept = s->length;
   }
   s->text[kept] = 0;
   s->line++;
}

const HChar* ML_(source_line)(Source* s, UInt line)
{
   while (s->line <= line) {
      if (s->used == s->filled) {
         Int c = next_byte(s);
         if (c < 0)
            return "";
         s->used--;
      }
      read_line(s);
   }
   return s->text;
}

void ML_(source_close)(Source* s)
{
   VG_(close)(s->fd);
   if (s->text)
      VG_(free)(s->text);
   VG_(free)(s);
}

Bool ML_(source_digest)(const HChar* path, ULong* size, ULong* hash)
{
   static HChar buffer[65536];
   Int fd = open_regular(path, size);
   if (fd < 0)
      return False;
   Int n = 0;
   *hash = HASH_START;
   if (*size <= PROFILE_MAX_SOURCE)
      while ((n = VG_(read)(fd, buffer, sizeof buffer)) > 0)
         *hash = hash_more(*hash, buffer, n);
   VG_(close)(fd);
   return *size <= PROFILE_MAX_SOURCE && n == 0;
}
