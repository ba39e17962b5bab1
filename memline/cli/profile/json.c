/* Reads JSON value by value.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "profile/json.h"

#include "base/memory.h"
#include "output/utf8.h"
#include "shared/profile.h"
#include "shared/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_BYTES 65536

struct json {
  const char *name;
  struct input *input; /* NULL when all bytes are in memory */
  unsigned char *buffer;
  const unsigned char *at, *end; /* what is left of the buffer */
  uint64_t line;
  struct json_text last; /* the last string; capacity below */
  size_t capacity;
  int depth;
  enum json_type container[JSON_MAX_DEPTH];
  bool fresh; /* the innermost container was entered just now: no comma yet */
  bool failed, unreadable;
  struct error error;
};

static struct json *json_new(struct input *input, const char *name) {
  struct json *json = memory_zeroed(1, sizeof *json);
  json->name = name;
  json->input = input;
  json->line = 1;
  return json;
}

struct json *json_of_input(struct input *input, const char *name) {
  struct json *json = json_new(input, name);
  json->buffer = memory_new(BUFFER_BYTES, 1);
  return json;
}

struct json *json_of_memory(const void *bytes, size_t length,
                            const char *name) {
  struct json *json = json_new(NULL, name);
  if (length) {
    json->at = bytes;
    json->end = json->at + length;
  }
  return json;
}

void json_free(struct json *json) {
  free(json->buffer);
  free(json->last.text);
  free(json);
}

uint64_t json_line(const struct json *json) { return json->line; }

const struct error *json_error(const struct json *json) {
  return json->failed ? &json->error : NULL;
}

bool json_unreadable(const struct json *json) { return json->unreadable; }

bool json_fail(struct json *json, uint64_t line, const char *format, ...) {
  if (json->failed)
    return false;
  char text[sizeof json->error.text];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  json->failed = true;
  json->at = json->end;
  return error_set(&json->error, "%s:%llu: %s", json->name,
                   (unsigned long long)line, text);
}

/* Refills the empty buffer; false at the end of the input. */
static bool fill(struct json *json) {
  struct error error;
  if (json->failed || !json->input)
    return false;
  long n = input_read(json->input, json->buffer, BUFFER_BYTES, &error);
  if (n < 0) {
    json->failed = json->unreadable = true;
    return error_set(&json->error, "%s: %s", json->name, error.text);
  }
  json->at = json->buffer;
  json->end = json->at + n;
  return n > 0;
}

/* The next byte without taking it, or -1 at the end. */
static inline int look(struct json *json) {
  return json->at < json->end || fill(json) ? *json->at : -1;
}

/* The same behind white space. */
static int look_past_space(struct json *json) {
  for (;;) {
    int c = look(json);
    if (c == '\n')
      json->line++;
    else if (c != ' ' && c != '\t' && c != '\r')
      return c;
    json->at++;
  }
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static enum json_type type_of(int c) {
  switch (c) {
  case '{':
    return JSON_OBJECT;
  case '[':
    return JSON_ARRAY;
  case '"':
    return JSON_STRING;
  case 't':
  case 'f':
    return JSON_BOOLEAN;
  case 'n':
    return JSON_NULL;
  default:
    return c == '-' || is_digit(c) ? JSON_NUMBER : JSON_NONE;
  }
}

enum json_type json_peek(struct json *json) {
  return type_of(look_past_space(json));
}

bool json_expected(struct json *json, const char *expected) {
  static const char *const types[] = {
      [JSON_OBJECT] = "an object",      [JSON_ARRAY] = "an array",
      [JSON_STRING] = "a string",       [JSON_NUMBER] = "a number",
      [JSON_BOOLEAN] = "a truth value", [JSON_NULL] = "null"};
  int c = look_past_space(json);
  char byte[32];
  const char *found = types[type_of(c)];
  if (c < 0)
    found = "the end of the file";
  else if (!found) {
    snprintf(byte, sizeof byte, c > 0x20 && c < 0x7f ? "'%c'" : "byte 0x%02x",
             c);
    found = byte;
  }
  return json_fail(json, json->line, "expected %s, found %s", expected, found);
}

bool json_enter(struct json *json, enum json_type container) {
  bool object = container == JSON_OBJECT;
  if (json_peek(json) != container)
    return json_expected(json, object ? "an object" : "an array");
  if (json->depth == JSON_MAX_DEPTH)
    return json_fail(json, json->line,
                     "expected at most %d levels of nesting, found more",
                     JSON_MAX_DEPTH);
  json->at++;
  json->container[json->depth++] = container;
  json->fresh = true;
  return true;
}

/* Is there another element or member in the innermost container, which CLOSE
   ends?  Takes the comma before it, or the end. */
static bool next_in(struct json *json, char close) {
  int c = look_past_space(json);
  bool fresh = json->fresh;
  if (json->failed)
    return false;
  json->fresh = false;
  if (c == close) {
    json->at++;
    json->depth--;
    return false;
  }
  if (fresh)
    return true;
  if (c != ',')
    return json_expected(json, close == ']' ? "',' or ']'" : "',' or '}'");
  json->at++;
  return true;
}

bool json_next(struct json *json) { return next_in(json, ']'); }

bool json_key(struct json *json, struct json_text *key) {
  if (!next_in(json, '}'))
    return false;
  if (json_peek(json) != JSON_STRING)
    return json_expected(json, "a key");
  if (!json_string(json, key))
    return false;
  if (look_past_space(json) != ':')
    return json_expected(json, "':'");
  json->at++;
  return true;
}

/* Takes a run of digits and returns how many there were. */
static size_t skip_digits(struct json *json) {
  size_t n = 0;
  for (; is_digit(look(json)); n++)
    json->at++;
  return n;
}

/* Any number; the parts that integer() does not take. */
static bool skip_number(struct json *json) {
  if (look(json) == '-')
    json->at++;
  bool zero = look(json) == '0';
  size_t digits = skip_digits(json);
  if (digits == 0 || (zero && digits > 1))
    return json_fail(json, json->line, "expected a number without extra zeros");
  if (look(json) == '.') {
    json->at++;
    if (!skip_digits(json))
      return json_expected(json, "a digit behind the point");
  }
  int c = look(json);
  if (c == 'e' || c == 'E') {
    json->at++;
    c = look(json);
    if (c == '+' || c == '-')
      json->at++;
    if (!skip_digits(json))
      return json_expected(json, "a digit of the exponent");
  }
  return !json->failed;
}

bool json_integer(struct json *json, int64_t *value) {
  if (json_peek(json) != JSON_NUMBER)
    return json_expected(json, "a whole number");
  bool negative = look(json) == '-';
  if (negative)
    json->at++;
  bool zero = look(json) == '0';
  int64_t n = 0;
  size_t digits = 0;
  for (int c; is_digit(c = look(json)); digits++) {
    if (__builtin_mul_overflow(n, 10, &n) ||
        __builtin_add_overflow(n, c - '0', &n))
      return json_fail(
          json, json->line,
          "expected a whole number below 2^63, found a larger one");
    json->at++;
  }
  if (digits == 0)
    return json_expected(json, "a digit");
  if (zero && digits > 1)
    return json_fail(
        json, json->line,
        "expected a whole number, found one with a zero before it");
  int c = look(json);
  if (c == '.' || c == 'e' || c == 'E')
    return json_fail(json, json->line,
                     "expected a whole number, found a fraction or exponent");
  *value = negative ? -n : n;
  return !json->failed;
}

static bool append(struct json *json, const void *bytes, size_t n) {
  if (json->last.length + n > PROFILE_MAX_STRING)
    return json_fail(
        json, json->line,
        "expected a string of at most %d bytes, found a longer one",
        PROFILE_MAX_STRING);
  if (json->last.length + n + 1 > json->capacity) {
    json->capacity = (json->last.length + n + 1) * 2;
    json->last.text = memory_resize(json->last.text, json->capacity, 1);
  }
  if (n)
    memcpy(json->last.text + json->last.length, bytes, n);
  json->last.length += n;
  json->last.text[json->last.length] = '\0';
  return true;
}

static bool hex4(struct json *json, uint32_t *value) {
  *value = 0;
  for (int i = 0; i < 4; i++) {
    int c = look(json);
    int digit = is_digit(c)            ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0)
      return json_fail(json, json->line,
                       "expected four hexadecimal digits behind \\u");
    *value = *value << 4 | (uint32_t)digit;
    json->at++;
  }
  return true;
}

/* Behind "\u": the number, and that of a second "\uDC00" where the first is
   one half of a character. */
static bool unicode_escape(struct json *json) {
  uint32_t character, low;
  if (!hex4(json, &character))
    return false;
  if (character >= 0xd800 && character < 0xe000) {
    bool half = character < 0xdc00 && look(json) == '\\';
    if (half) {
      json->at++;
      half = look(json) == 'u';
    }
    if (half) {
      json->at++;
      if (!hex4(json, &low))
        return false;
      half = low >= 0xdc00 && low < 0xe000;
    }
    if (!half)
      return json_fail(json, json->line,
                       "expected a pair of surrogates, found one alone");
    character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
  }
  char bytes[4];
  return append(json, bytes, utf8_encode(character, bytes));
}

static bool escape(struct json *json) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  int c = look(json);
  if (c == 'u') {
    json->at++;
    return unicode_escape(json);
  }
  const char *known = c > 0 ? strchr(from, c) : NULL;
  if (!known)
    return json_expected(json, "an escape that JSON has");
  json->at++;
  return append(json, &to[known - from], 1);
}

/* Everything up to the next byte that means something. */
static bool ascii_run(struct json *json) {
  const unsigned char *start = json->at;
  while (json->at < json->end && *json->at >= 0x20 && *json->at != '"' &&
         *json->at != '\\')
    json->at++;
  return append(json, start, (size_t)(json->at - start));
}

static bool check_utf8(struct json *json) {
  const struct json_text *s = &json->last;
  for (size_t i = 0, n; i < s->length; i += n)
    if (!(n = text_character(s->text + i, s->length - i)))
      return json_fail(json, json->line, "expected UTF-8, found byte 0x%02x",
                       (unsigned char)s->text[i]);
  return true;
}

bool json_string(struct json *json, struct json_text *value) {
  if (json_peek(json) != JSON_STRING)
    return json_expected(json, "a string");
  json->at++;
  json->last.length = 0;
  if (!append(json, "", 0))
    return false;
  for (int c; (c = look(json)) != '"';) {
    if (c < 0x20)
      return c < 0 ? json_expected(json, "'\"'")
                   : json_fail(json, json->line,
                               "expected '\"', found byte 0x%02x", c);
    if (c == '\\')
      json->at++;
    if (!(c == '\\' ? escape(json) : ascii_run(json)))
      return false;
  }
  json->at++;
  *value = json->last;
  return check_utf8(json);
}

static bool word(struct json *json, const char *text) {
  for (const char *c = text; *c; c++) {
    if (look(json) != *c)
      return json_fail(json, json->line, "expected the word %s", text);
    json->at++;
  }
  return true;
}

bool json_null(struct json *json) {
  return json_peek(json) == JSON_NULL ? word(json, "null")
                                      : json_expected(json, "null");
}

/* One value, or the beginning of one that contains others. */
static bool skip_start(struct json *json) {
  struct json_text ignored;
  enum json_type type = json_peek(json);
  switch (type) {
  case JSON_OBJECT:
  case JSON_ARRAY:
    return json_enter(json, type);
  case JSON_STRING:
    return json_string(json, &ignored);
  case JSON_NUMBER:
    return skip_number(json);
  case JSON_BOOLEAN:
    return word(json, look(json) == 't' ? "true" : "false");
  case JSON_NULL:
    return word(json, "null");
  default:
    return json_expected(json, "a value");
  }
}

/* Without recursion: the depth is the file's choice, the stack is ours. */
bool json_skip(struct json *json) {
  int depth = json->depth;
  struct json_text key;
  bool good = skip_start(json);
  while (good && json->depth > depth) {
    bool more = json->container[json->depth - 1] == JSON_OBJECT
                    ? json_key(json, &key)
                    : json_next(json);
    good = more ? skip_start(json) : !json->failed;
  }
  return good;
}

bool json_finish(struct json *json) {
  if (look_past_space(json) >= 0)
    return json_expected(json, "the end of the file");
  return !json->failed;
}
