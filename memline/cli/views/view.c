/* What can be asked of every view.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "views/view.h"

#include "output/terminal.h"

const struct option_row view_options[6] = {
    {.name = "columns",
     .kind = OPTION_TEXT,
     .at = offsetof(struct view, columns),
     .argument = "LIST",
     .values = COLUMNS_WORDS,
     .help = "keys (memline help columns), all, default; +LIST adds to the "
             "default"},
    {.name = "sort",
     .kind = OPTION_TEXT,
     .at = offsetof(struct view, sort),
     .argument = "KEY",
     .values = COLUMNS_WORDS,
     .help = "the column to sort by, largest first"},
    {.name = "top",
     .kind = OPTION_NUMBER,
     .at = offsetof(struct view, top),
     .argument = "N",
     .help = "at most N rows, 0 for all"},
    {.name = "unit",
     .kind = OPTION_WORD,
     .at = offsetof(struct view, unit),
     .argument = "UNIT",
     .values = UNIT_WORDS,
     .help = "auto, B, KiB, MiB or GiB, in text and markdown [auto]"},
    {.name = "format",
     .kind = OPTION_WORD,
     .at = offsetof(struct view, format),
     .argument = "FORMAT",
     .values = VIEW_FORMATS,
     .help = "text, csv, json or markdown [text]"},
    {.name = "color",
     .kind = OPTION_WORD,
     .at = offsetof(struct view, colour),
     .argument = "WHEN",
     .values = TERMINAL_COLOURS,
     .help = "auto, always or never [auto]"},
};

size_t view_rows(const struct view *view, size_t defaults) {
  if (view->top < 0)
    return view_is_for_people(view) ? defaults : SIZE_MAX;
  return view->top == 0 ? SIZE_MAX : (size_t)view->top;
}

void view_print_hidden(const struct view *view, size_t n, FILE *out) {
  if (n && view->format == FORMAT_TEXT)
    fprintf(out, "(%zu more; --top=0 shows all)\n", n);
}
