/* Source files, line by line.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/source_text.h"

#include "shared/hash.h"
#include "shared/profile.h"
#include "shared/text.h"

/* Every so many lines it is noted where one begins. */
#define MARK_EACH 64

struct Source {
   const HChar* path; /* not owned */
   ULong size;
   UInt line;    /* the next one to be read, from 1 */
   ULong begins; /* where it begins */
   /* Where line 1 + i * MARK_EACH begins, as far as was read. */
   ULong* marks;
   UInt n_marks, room;
};

/* The one that is being read. */
static struct {
   Source* source; /* or NULL */
   Int fd;
   ULong left; /* bytes that are still to be read */
   HChar buffer[8192];
   Int used, filled;
   HChar raw[TEXT_MAX_BYTES]; /* as much of one line as can be shown */
   HChar text[TEXT_ROOM];     /* the line read last */
   UInt text_line;            /* which one that is; 0: none */
} reading;

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

/* Reads up to SIZE of the LEFT bytes; returns how many, 0 at the end. */
static Int read_some(Int fd, HChar* to, UInt size, ULong* left)
{
   Int n = VG_(read)(fd, to, *left < size ? (Int)*left : (Int)size);
   *left -= n > 0 ? n : 0;
   return n;
}

static void stop_reading(void)
{
   if (reading.source)
      VG_(close)(reading.fd);
   reading.source = NULL;
}

/* Goes on at the last mark that is not behind LINE. */
static void go_to_mark(Source* s, UInt line)
{
   UInt mark = (line - 1) / MARK_EACH;
   if (mark >= s->n_marks)
      mark = s->n_marks - 1;
   s->line = 1 + mark * MARK_EACH;
   s->begins = s->marks[mark];
   VG_(lseek)(reading.fd, s->begins, VKI_SEEK_SET);
   reading.left = s->size - s->begins;
   reading.used = reading.filled = 0;
   reading.text_line = 0;
}

/* Makes S the one that is read; False if it is gone. */
static Bool begin_reading(Source* s)
{
   ULong size;
   stop_reading();
   reading.fd = open_regular(s->path, &size);
   if (reading.fd < 0)
      return False;
   reading.source = s;
   return True;
}

static void add_mark(Source* s)
{
   if (s->n_marks == s->room) {
      s->room = 2 * s->room + 1;
      s->marks = VG_(realloc)("ml.source_text.marks", s->marks,
                              s->room * sizeof *s->marks);
   }
   s->marks[s->n_marks++] = s->begins;
}

Source* ML_(source_text_open)(const HChar* path)
{
   Source* s = VG_(calloc)("ml.source_text.source", 1, sizeof *s);
   s->path = path;
   s->line = 1;
   stop_reading();
   reading.fd = open_regular(path, &s->size);
   if (reading.fd < 0) {
      VG_(free)(s);
      return NULL;
   }
   reading.source = s;
   add_mark(s);
   go_to_mark(s, 1);
   return s;
}

/* Returns the next byte, or -1 at the end. */
static Int next_byte(void)
{
   if (reading.used == reading.filled) {
      reading.used = 0;
      reading.filled = read_some(reading.fd, reading.buffer,
                                 sizeof reading.buffer, &reading.left);
      if (reading.filled <= 0) {
         reading.filled = 0;
         return -1;
      }
   }
   return (UChar)reading.buffer[reading.used++];
}

/* Reads one line; text is what it shows without white space at its end. */
static void read_line(Source* s)
{
   ULong length = 0, kept = 0;
   Int c;
   while ((c = next_byte()) >= 0 && c != '\n') {
      if (length < sizeof reading.raw)
         reading.raw[length] = c;
      length++;
      if (c != ' ' && c != '\t' && c != '\r' && c != '\v' && c != '\f')
         kept = length;
   }
   if (kept > sizeof reading.raw)
      kept = sizeof reading.raw;
   reading.text[text_show_line(reading.text, reading.raw, kept)] = 0;
   reading.text_line = s->line++;
   s->begins += length + 1;
   if (s->line == 1 + s->n_marks * MARK_EACH)
      add_mark(s);
}

const HChar* ML_(source_text_line)(Source* s, UInt line)
{
   Bool known = reading.source == s;
   if (known && reading.text_line == line)
      return reading.text;
   if (!known && !begin_reading(s))
      return "";
   if (!known || line < s->line || line / MARK_EACH > s->line / MARK_EACH + 1)
      go_to_mark(s, line);
   while (s->line <= line) {
      if (reading.used == reading.filled) {
         Int c = next_byte();
         if (c < 0)
            return "";
         reading.used--;
      }
      read_line(s);
   }
   return reading.text;
}

void ML_(source_text_close)(Source* s)
{
   if (reading.source == s)
      stop_reading();
   VG_(free)(s->marks);
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
