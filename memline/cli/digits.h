/* Whole numbers as programs read them, many times as fast as printf(): what is
   written for programs is mostly numbers.

   SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef MEMLINE_CLI_DIGITS_H
#define MEMLINE_CLI_DIGITS_H

#include <stdint.h>
#include <stdio.h>

/* Room for any number; there is no NUL behind it. */
#define DIGITS_ROOM 20

/* Writes the number to TO and returns where it ends. */
char *digits_write(char *to, int64_t number);

void digits_put(FILE *out, int64_t number);

#endif
