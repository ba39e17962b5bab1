/* Writes JSON.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "report/json_out.h"

#include "base/kernel.h"
#include "shared/profile.h"
#include "shared/text.h"

#define MAX_DIGITS 20 /* of a ULong */

void ML_(json_out_flush)(Json* json)
{
   UInt done = 0;
   while (done < json->used && json->error == 0) {
      Int n = VG_(write)(json->fd, json->buffer + done, json->used - done);
      if (n == -VKI_EINTR)
         continue;
      if (n == -VKI_EAGAIN) {
         json->error = ML_(kernel_await_writable)(json->fd);
         continue;
      }
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
      ML_(json_out_flush)(json);
   json->buffer[json->used++] = c;
}

void ML_(json_out_raw)(Json* json, const HChar* text)
{
   for (; *text; text++)
      put(json, *text);
}

void ML_(json_out_unsigned)(Json* json, ULong value)
{
   if (sizeof json->buffer - json->used < MAX_DIGITS)
      ML_(json_out_flush)(json);
   UInt n = 1;
   for (ULong rest = value; rest >= 10; rest /= 10)
      n++;
   HChar* digit = &json->buffer[json->used += n];
   for (; n > 0; n--, value /= 10)
      *--digit = '0' + value % 10;
}

/* Most figures are 0, and there are very many of them. */
void ML_(json_out_signed)(Json* json, Long value)
{
   if (value == 0) {
      put(json, '0');
      return;
   }
   if (value < 0)
      put(json, '-');
   ML_(json_out_unsigned)(json, value < 0 ? -(ULong)value : (ULong)value);
}

void ML_(json_out_string)(Json* json, const HChar* text)
{
   const UChar* s = (const UChar*)text;
   SizeT left = VG_(strlen)(text);
   HChar escaped[8];
   put(json, '"');
   while (left > 0) {
      UInt n = text_character((const HChar*)s, left);
      left -= n ? n : 1;
      if (n == 0) {
         VG_(sprintf)(escaped, "\\u%04x", PROFILE_RAW_BYTE + *s++);
         ML_(json_out_raw)(json, escaped);
      } else if (*s < 0x20 || *s == 0x7f) {
         VG_(sprintf)(escaped, "\\u%04x", (UInt)*s++);
         ML_(json_out_raw)(json, escaped);
      } else {
         if (*s == '"' || *s == '\\')
            put(json, '\\');
         while (n-- > 0)
            put(json, *s++);
      }
   }
   put(json, '"');
}
