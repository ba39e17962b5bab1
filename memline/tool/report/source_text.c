/* Source files, line by line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/source_text.h"

#include "shared/hash.h"
#include "shared/profile.h"
#include "shared/text.h"

struct Source {
   Int fd;
   ULong left; /* bytes that are still to be read */
   UInt line;  /* the next one, from 1 */
   HChar buffer[8192];
   Int used, filled;
   HChar raw[TEXT_MAX_BYTES]; /* as much of one line as can be shown */
   HChar text[TEXT_ROOM];     /* the line asked for */
};

/* Opens the regular file at PATH, unless it is too large to be source code, and
   tells its SIZE: to read beyond that, where the file grows or is none that is
   stored, may take for ever.  Returns -1 if there is none to be read. */
static Int open_regular(const HChar* path, ULong* size)
{
   struct vg_stat status;
   SysRes found = VG_(stat)(path, &status);
   if (sr_isError(found) || !VKI_S_ISREG(status.mode) ||
       status.size > PROFILE_MAX_SOURCE)
      return -1;
   SysRes opened = VG_(open)(path, VKI_O_RDONLY, 0);
   *size = status.size;
   return sr_isError(opened) ? -1 : (Int)sr_Res(opened);
}

Source* ML_(source_text_open)(const HChar* path)
{
   ULong size;
   Int fd = open_regular(path, &size);
   if (fd < 0)
      return NULL;
   Source* s = VG_(calloc)("ml.source_text.source", 1, sizeof *s);
   s->fd = fd;
   s->left = size;
   s->line = 1;
   return s;
}

/* Reads up to SIZE of the LEFT bytes; returns how many, 0 at the end. */
static Int read_some(Int fd, HChar* to, UInt size, ULong* left)
{
   Int n = VG_(read)(fd, to, *left < size ? (Int)*left : (Int)size);
   *left -= n > 0 ? n : 0;
   return n;
}

/* Returns the next byte, or -1 at the end. */
static Int next_byte(Source* s)
{
   if (s->used == s->filled) {
      s->used = 0;
      s->filled = read_some(s->fd, s->buffer, sizeof s->buffer, &s->left);
      if (s->filled <= 0) {
         s->filled = 0;
         return -1;
      }
   }
   return (UChar)s->buffer[s->used++];
}

/* Reads one line; text is what it shows without white space at its end. */
static void read_line(Source* s)
{
   ULong length = 0, kept = 0;
   Int c;
   while ((c = next_byte(s)) >= 0 && c != '\n') {
      if (length < sizeof s->raw)
         s->raw[length] = c;
      length++;
      if (c != ' ' && c != '\t' && c != '\r' && c != '\v' && c != '\f')
         kept = length;
   }
   if (kept > sizeof s->raw)
      kept = sizeof s->raw;
   s->text[text_show_line(s->text, s->raw, kept)] = 0;
   s->line++;
}

const HChar* ML_(source_text_line)(Source* s, UInt line)
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

void ML_(source_text_close)(Source* s)
{
   VG_(close)(s->fd);
   VG_(free)(s);
}

Bool ML_(source_text_digest)(const HChar* path, ULong* size, ULong* hash)
{
   static HChar buffer[65536];
   Int fd = open_regular(path, size);
   if (fd < 0)
      return False;
   Int n;
   ULong left = *size;
   *hash = HASH_START;
   while ((n = read_some(fd, buffer, sizeof buffer, &left)) > 0)
      *hash = hash_more(*hash, buffer, n);
   VG_(close)(fd);
   return n == 0 && left == 0;
}
