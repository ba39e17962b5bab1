/* A command's manual page.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/help.h"

#include <ctype.h>
#include <string.h>

#ifndef MEMLINE_VERSION
#define MEMLINE_VERSION "0"
#endif

/* Troff reads a hyphen as one, and a line that begins with a point or a quote
   as a request. */
static void put_roff(FILE *out, const char *text) {
  bool line_begins = true;
  for (; *text; text++) {
    if (line_begins && (*text == '.' || *text == '\''))
      fputs("\\&", out);
    if (*text == '-')
      fputs("\\-", out);
    else if (*text == '\\')
      fputs("\\e", out);
    else
      putc(*text, out);
    line_begins = *text == '\n';
  }
}

static void put_paragraphs(FILE *out, const char *text) {
  fputs(".PP\n", out);
  while (*text) {
    size_t length = strcspn(text, "\n"), newlines = strspn(text + length, "\n");
    char line[4096];
    snprintf(line, sizeof line, "%.*s", (int)length, text);
    put_roff(out, line);
    putc('\n', out);
    text += length + newlines;
    if (*text)
      fputs(newlines > 1 ? ".PP\n" : ".br\n", out);
  }
}

static void put_option(FILE *out, const struct option_row *row) {
  fputs(".TP\n", out);
  if (row->letter)
    fprintf(out, ".BR \\-%c \", \" \\-\\-", row->letter);
  else
    fprintf(out, row->argument ? ".BI \\-\\-" : ".B \\-\\-");
  put_roff(out, row->name);
  if (row->argument) {
    fputs("= ", out);
    put_roff(out, row->argument);
  }
  putc('\n', out);
  put_roff(out, row->help);
  putc('\n', out);
}

static void put_options(FILE *out, const struct option_group *group) {
  fputs(".SH OPTIONS\n", out);
  for (; group->rows; group++) {
    if (group->title) {
      fputs(".SS ", out);
      put_roff(out, group->title);
      putc('\n', out);
    }
    for (size_t i = 0; i < group->count; i++)
      put_option(out, &group->rows[i]);
  }
}

static void put_examples(FILE *out, const struct command_example *example) {
  fputs(".SH EXAMPLES\n", out);
  for (; example->line; example++) {
    fputs(".PP\n", out);
    put_roff(out, example->what);
    fputs(":\n.PP\n.RS\n", out);
    put_roff(out, example->line);
    fputs("\n.RE\n", out);
  }
}

static void put_capitals(FILE *out, const char *text) {
  for (; *text; text++)
    putc(toupper((unsigned char)*text), out);
}

void manual_page(FILE *out, const struct command *command) {
  fputs(".TH MEMLINE-", out);
  put_capitals(out, command->name);
  fputs(" 1 \"\" \"memline " MEMLINE_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nmemline\\-",
        out);
  put_roff(out, command->name);
  fputs(" \\- ", out);
  putc(tolower((unsigned char)command->summary[0]), out);
  put_roff(out, command->summary + 1);
  fputs("\n.SH SYNOPSIS\n.B memline ", out);
  put_roff(out, command->name);
  if (command->groups)
    fputs("\n.RI [ option ]...", out);
  if (*command->operands) {
    fputs("\n.I ", out);
    put_roff(out, command->operands);
  }
  fputs("\n.SH DESCRIPTION\n", out);
  put_roff(out, command->summary);
  fputs(".\n", out);
  if (command->about)
    put_paragraphs(out, command->about);
  if (command->notes)
    put_paragraphs(out, command->notes);
  if (command->groups)
    put_options(out, command->groups);
  if (command->examples)
    put_examples(out, command->examples);
  fputs(".SH SEE ALSO\n.BR memline (1),\n.BR valgrind (1)\n", out);
}
