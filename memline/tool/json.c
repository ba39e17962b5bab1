/* Writes JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "json.h"

#include "format/profile.h"

void ML_(json_flush)(Json* json)
{
   UInt done = 0;
   while (done < json->used && json->error == 0) {
      Int n = VG_(write)(json->fd, json->buffer + done, json->used - done);
      if (n == -VKI_EINTR)
         continue;
      if (n <= 0)
         json->error = n < 0 ? -n : VKI_EIO;
      else
         done += n;
   }
   json->used = 0;
}

static void put(Json* json, HChar c)
{
   if (json->used == sizeof json->buffer)
      ML_(json_flush)(json);
   json->buffer[json->used++] = c;
}

void ML_(json_raw)(Json* json, const HChar* text)
{
   for (; *text; text++)
      put(json, *text);
}

void ML_(json_unsigned)(Json* json, ULong value)
{
   HChar digits[24];
   Int n = 0;
   do
      digits[n++] = '0' + value % 10;
   while ((value /= 10) != 0);
   while (n > 0)
      put(json, digits[--n]);
}

void ML_(json_signed)(Json* json, Long value)
{
   if (value < 0)
      put(json, '-');
   ML_(json_unsigned)(json, value < 0 ? -(ULong)value : (ULong)value);
}

/* Returns how many bytes at S are one well-formed UTF-8 character, 0 if it is
   none: no overlong form, no surrogate, nothing above U+10FFFF. */
static UInt utf8_length(const UChar* s)
{
   UInt n = s[0] < 0x80   ? 1
            : s[0] < 0xc2 ? 0
            : s[0] < 0xe0 ? 2
            : s[0] < 0xf0 ? 3
            : s[0] < 0xf5 ? 4
                          : 0;
   for (UInt i = 1; i < n; i++)
      if ((s[i] & 0xc0) != 0x80)
         return 0;
   if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
       (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
      return 0;
   return n;
}

void ML_(json_string)(Json* json, const HChar* text)
{
   const UChar* s = (const UChar*)text;
   HChar escaped[8];
   put(json, '"');
   while (*s) {
      UInt n = utf8_length(s);
      if (n == 0) {
         VG_(sprintf)(escaped, "\\u%04x", PROFILE_RAW_BYTE + *s++);
         ML_(json_raw)(json, escaped);
      } else if (*s < 0x20 || *s == 0x7f) {
         VG_(sprintf)(escaped, "\\u%04x", (UInt)*s++);
         ML_(json_raw)(json, escaped);
      } else {
         if (*s == '"' || *s == '\\')
            put(json, '\\');
         while (n-- > 0)
            put(json, *s++);
      }
   }
   put(json, '"');
}
