/* UTF-8: how a character is written, and bytes that are not UTF-8.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_UTF8_H
#define MEMLINE_CLI_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Writes the character and returns how many bytes (1 to 4) it took. */
size_t utf8_encode(uint32_t character, char out[4]);

/* The valid character of N bytes (2 to 4, or 1 for ASCII) at TEXT. */
uint32_t utf8_decode(const char *text, unsigned n);

/* Turns the characters that stand for single bytes (PROFILE_RAW_BYTE) back
   into those bytes, in place; TEXT is valid UTF-8.  Returns the new length. */
size_t utf8_restore_bytes(char *text, size_t length);

#endif
