/* What went wrong, as text.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "base/error.h"

#include "shared/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->text, sizeof error->text, format, arguments);
  va_end(arguments);
  char *to = error->text;
  for (size_t i = 0, length = strlen(to); i < length;)
    i += text_show(&to, error->text + i, length - i);
  *to = '\0';
  return false;
}
