/* Runs the fuzz target without libFuzzer: changes the files that it is given, in
   ways that a seed decides, until each has been changed ROUNDS times.

       fuzz_reader ROUNDS FILE...

   SPDX-License-Identifier: GPL-2.0-or-later */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* xorshift64*: the same numbers everywhere. */
static uint64_t state = 88172645463325252;

static size_t below(size_t n) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (size_t)((state * UINT64_C(2685821657736338717) >> 32) % n);
}

/* What is likely to be wrong in a profile that is still JSON. */
static const char *const words[] = {
    "null", "-1", "0", "1", "2147483648", "9223372036854775807", "1e3", "[",
    "]", "{", "}", "\"", ",", ":", "\\u0000", "\\udfff", "\xff", "\xee\xbe\x80",
    "\"rows\": [[", "\"columns\": [", "\"name\"", "\n", "true",
};

struct text {
  uint8_t *bytes;
  size_t length, capacity;
};

/* Replaces LENGTH bytes at AT. */
static void replace(struct text *text, size_t at, size_t length,
                    const void *with, size_t with_length) {
  if (text->length - length + with_length > text->capacity)
    return;
  memmove(text->bytes + at + with_length, text->bytes + at + length,
          text->length - at - length);
  memcpy(text->bytes + at, with, with_length);
  text->length += with_length - length;
}

/* The number or word that begins at or after AT: its start and length. */
static size_t token(const struct text *text, size_t *at) {
  static const char ends[] = " ,:[]{}\"\n";
  while (*at < text->length && memchr(ends, text->bytes[*at], sizeof ends - 1))
    ++*at;
  size_t end = *at;
  while (end < text->length && !memchr(ends, text->bytes[end], sizeof ends - 1))
    end++;
  return end - *at;
}

static void change(struct text *text) {
  size_t at = below(text->length + 1), length = text->length - at;
  const char *word = words[below(sizeof words / sizeof words[0])];
  uint8_t block[64];
  switch (below(8)) {
  case 0: /* another value */
    length = token(text, &at);
    replace(text, at, length, word, strlen(word));
    break;
  case 1: /* a word too much */
    replace(text, at, 0, word, strlen(word));
    break;
  case 2: /* something left out */
    length = below((length < 40 ? length : 40) + 1);
    replace(text, at, length, "", 0);
    break;
  case 3: /* something twice */
    length = length < sizeof block ? length : sizeof block;
    memcpy(block, text->bytes + at, length);
    replace(text, below(text->length + 1), 0, block, length);
    break;
  case 4: /* another byte */
    if (length)
      text->bytes[at] = (uint8_t)below(256);
    break;
  default: /* another digit: most of the time still a profile */
    if (token(text, &at) && text->bytes[at] >= '0' && text->bytes[at] <= '9')
      text->bytes[at] = (uint8_t)('0' + below(10));
    break;
  }
}

static struct text read_text(const char *path) {
  struct text text = {.capacity = 1 << 20};
  FILE *file = fopen(path, "rb");
  text.bytes = malloc(text.capacity);
  if (!file || !text.bytes) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(2);
  }
  text.length = fread(text.bytes, 1, text.capacity, file);
  fclose(file);
  return text;
}

/* From a copy of its exact length, so that a sanitizer sees every byte too
   many. */
static void try(const struct text *text) {
  uint8_t *exact = malloc(text->length + !text->length);
  if (!exact)
    abort();
  memcpy(exact, text->bytes, text->length);
  LLVMFuzzerTestOneInput(exact, text->length);
  free(exact);
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "Usage: fuzz_reader ROUNDS FILE...\n");
    return 2;
  }
  long rounds = strtol(arguments[1], NULL, 10);
  for (int i = 2; i < count; i++) {
    struct text original = read_text(arguments[i]), text = original;
    text.bytes = malloc(text.capacity);
    if (!text.bytes)
      abort();
    try(&original);
    for (long round = 0; round < rounds; round++) {
      memcpy(text.bytes, original.bytes, original.length);
      text.length = original.length;
      for (size_t n = 1 + below(3); n > 0; n--)
        change(&text);
      try(&text);
    }
    free(text.bytes);
    free(original.bytes);
  }
  return 0;
}
