/* Reads JSON (RFC 8259) value by value, in the order of the text, without ever
   holding more of it than one string: memory does not grow with the input.
   Strict: no comments, no trailing commas, valid UTF-8, one value and nothing
   behind it.  Costs one pass; strings are copied once.

   The caller says what it expects and the parser says whether it was there.
   The first failure sticks: from then on every call returns false and
   json_next() ends every loop, so that callers may check once at the end.

       json_enter(j, JSON_OBJECT);
       while (json_key(j, &key))
         if (...) json_integer(j, &n); else json_skip(j);
       json_finish(j);

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_JSON_H
#define MEMLINE_CLI_JSON_H

#include "base/error.h"
#include "profile/input.h"

#include <stddef.h>
#include <stdint.h>

/* What a value is, by its first character. */
enum json_type {
  JSON_NONE, /* no value here, or an earlier failure */
  JSON_OBJECT,
  JSON_ARRAY,
  JSON_STRING,
  JSON_NUMBER,
  JSON_BOOLEAN,
  JSON_NULL
};

/* How deep arrays and objects may lie in each other. */
#define JSON_MAX_DEPTH 64

struct json;

/* A string of the text; valid until the next call.  TEXT has a NUL behind it
   and may contain others. */
struct json_text {
  char *text;
  size_t length;
};

/* NAME is what errors call the input; it is not copied, and neither are the
   bytes.  The input is read to its end and stays open. */
struct json *json_of_input(struct input *input, const char *name);
struct json *json_of_memory(const void *bytes, size_t length, const char *name);
void json_free(struct json *json);

enum json_type json_peek(struct json *json);

bool json_enter(struct json *json, enum json_type container);
bool json_next(struct json *json); /* is there another element in the array? */
bool json_key(struct json *json, struct json_text *key); /* another member? */

/* A whole number of less than 2^63, positive or negative. */
bool json_integer(struct json *json, int64_t *value);
bool json_string(struct json *json, struct json_text *value);
bool json_null(struct json *json);
bool json_skip(struct json *json); /* any value, with all that is in it */
bool json_finish(struct json *json);

/* The line that is being read, from 1. */
uint64_t json_line(const struct json *json);

/* Fails with "NAME:LINE: expected EXPECTED, found" and what comes next. */
bool json_expected(struct json *json, const char *expected);

/* Fails with "NAME:LINE: " and the formatted text, unless it failed before. */
__attribute__((format(printf, 3, 4))) bool
json_fail(struct json *json, uint64_t line, const char *format, ...);

/* NULL as long as nothing failed. */
const struct error *json_error(const struct json *json);

/* Did the system fail to deliver the bytes, rather than the bytes be wrong? */
bool json_unreadable(const struct json *json);

#endif
