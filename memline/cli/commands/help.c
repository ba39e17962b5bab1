/* The help that people read.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/help.h"

#include <string.h>

#define WIDTH 79
#define OPTION_INDENT 2
#define TEXT_INDENT 24 /* of what is said about an option */

static void put_blanks(FILE *out, int count) { fprintf(out, "%*s", count, ""); }

/* Words of TEXT, of which the first begins in column AT, the others of each
   line at INDENT; two newlines in TEXT begin a paragraph. */
static void put_wrapped(FILE *out, const char *text, int at, int indent) {
  int column = at;
  for (;;) {
    if (*text == '\n') {
      size_t newlines = strspn(text, "\n");
      fputs(newlines > 1 ? "\n\n" : "\n", out);
      put_blanks(out, column = indent);
      text += newlines;
    }
    size_t length = strcspn(text, " \n");
    bool first = column == at || column == indent;
    if (!first && column + 1 + (int)length > WIDTH) {
      putc('\n', out);
      put_blanks(out, column = indent);
    } else if (!first) {
      putc(' ', out);
      column++;
    }
    fwrite(text, 1, length, out);
    column += (int)length;
    text += length;
    if (!*text)
      break;
    text += *text == ' ';
  }
  putc('\n', out);
}

static void put_option(FILE *out, const struct option_row *row) {
  char text[128], letter[8] = "";
  if (row->letter)
    snprintf(letter, sizeof letter, "-%c, ", row->letter);
  int width =
      snprintf(text, sizeof text, "%s--%s%s%s", letter, row->name,
               row->argument ? "=" : "", row->argument ? row->argument : "");
  put_blanks(out, OPTION_INDENT);
  fputs(text, out);
  width += OPTION_INDENT;
  if (width + 2 > TEXT_INDENT) {
    putc('\n', out);
    width = 0;
  }
  put_blanks(out, TEXT_INDENT - width);
  put_wrapped(out, row->help, TEXT_INDENT, TEXT_INDENT);
}

static void put_examples(FILE *out, const struct command_example *example) {
  fputs("\nExamples:\n", out);
  for (; example->line; example++)
    fprintf(out, "  %s:\n    %s\n", example->what, example->line);
}

void help_usage(FILE *out, const struct command *command) {
  fprintf(out, "Usage: memline %s%s%s%s\n", command->name,
          command->groups ? " [OPTION]..." : "", *command->operands ? " " : "",
          command->operands);
}

void help_command(FILE *out, const struct command *command) {
  help_usage(out, command);
  fprintf(out, "\n%s.\n", command->summary);
  if (command->about) {
    putc('\n', out);
    put_wrapped(out, command->about, 0, 0);
  }
  for (const struct option_group *group = command->groups; group && group->rows;
       group++) {
    if (group->title)
      fprintf(out, "\n%s:\n", group->title);
    for (size_t i = 0; i < group->count; i++)
      put_option(out, &group->rows[i]);
  }
  if (command->notes) {
    putc('\n', out);
    put_wrapped(out, command->notes, 0, 0);
  }
  if (command->examples)
    put_examples(out, command->examples);
}

void help_columns(FILE *out) {
  fputs("The figures of lines, for --columns, --sort and --heat:\n", out);
  for (int i = 0; i < FIGURES; i++) {
    int at = fprintf(out, "  %-15s %-13s ", figure_columns[i].key,
                     figure_columns[i].title);
    put_wrapped(out, figure_columns[i].meaning, at, at);
  }
  putc('\n', out);
  put_wrapped(out,
              "A visit begins when control comes to the line, and ends when it "
              "goes to another line of the function or leaves it for good; "
              "during a call it goes on. Rows of call paths have allocs to "
              "freed of what happened at their end, and what was live at the "
              "peak and at the end. Some commands have more columns, which "
              "memline help COMMAND explains.",
              0, 0);
}

void help_overview(FILE *out, const struct command *const *commands) {
  fputs("Usage: memline COMMAND [ARGUMENTS]\n\n"
        "Line-level memory accounting for native programs.\n\n"
        "Commands:\n",
        out);
  for (; *commands; commands++)
    fprintf(out, "  %-14s %s\n", (*commands)->name, (*commands)->summary);
  fputs("\nTo begin with, compile the program with -g, and then\n"
        "  memline run ./program\n"
        "  memline summary\n"
        "\nmemline help COMMAND explains a command, memline help " HELP_COLUMNS
        " the figures;\nmemline --version prints the version.\n"
        "Exit status: 0 fine, 1 a check failed or two profiles differ, 2 wrong "
        "usage or\nunreadable input; run has the program's.\n",
        out);
}
