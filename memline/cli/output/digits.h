/* Numbers as text, many times as fast as printf(): what is written for programs
   is mostly numbers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_DIGITS_H
#define MEMLINE_CLI_DIGITS_H

#include <stdint.h>
#include <stdio.h>

/* Room for any number, which all functions below need; there is no NUL behind
   what they write. */
#define DIGITS_ROOM 24

/* Writes the number to TO and returns where it ends. */
char *digits_write(char *to, int64_t number);
char *digits_write_unsigned(char *to, uint64_t number);

/* A number of hundredths with PLACES (1 or 2) of the digits behind the point;
   one of them is rounded half up. */
char *digits_write_hundredths(char *to, int64_t hundredths, int places);

void digits_put(FILE *out, int64_t number);

#endif
