/* Text for people on standard output.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "output/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Without a name, as git and man do it. */
#define DEFAULT_PAGER "less"
/* One screen needs no pager; colours as they are; the text stays. */
#define DEFAULT_LESS "FRX"
#define LESS_COLOURS " -R"

static bool want_colour(int colour, bool terminal) {
  const char *no_colour = getenv("NO_COLOR"), *kind = getenv("TERM");
  if (colour != COLOUR_AUTO)
    return colour == COLOUR_ALWAYS;
  return terminal && !(no_colour && *no_colour) &&
         !(kind && strcmp(kind, "dumb") == 0);
}

/* What $PAGER says; NULL if there shall be none. */
static const char *pager(void) {
  const char *name = getenv("PAGER");
  if (!name)
    return DEFAULT_PAGER;
  return *name && strcmp(name, "cat") != 0 ? name : NULL;
}

void terminal_open(struct terminal *output, int colour) {
  struct winsize size = {0};
  bool terminal = isatty(STDOUT_FILENO);
  *output =
      (struct terminal){.out = stdout, .colour = want_colour(colour, terminal)};
  if (!terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
    return;
  output->width = size.ws_col;
  output->rows = size.ws_row;
  /* Not base/memory's: without a pager the text can still be shown. */
  FILE *kept = output->rows && pager()
                   ? open_memstream(&output->text, &output->length)
                   : NULL;
  if (kept)
    output->out = kept;
}

static bool is_long(const struct terminal *output) {
  int lines = 0;
  for (size_t i = 0; i < output->length && lines < output->rows; i++)
    lines += output->text[i] == '\n';
  return lines >= output->rows;
}

/* What the user wants of less, who need not have thought of colours.  Without
   memory it stays as it is. */
static void set_less(const struct terminal *output) {
  const char *less = getenv("LESS");
  char *wanted = NULL;
  if (!less)
    setenv("LESS", DEFAULT_LESS, 0);
  else if (output->colour &&
           (wanted = malloc(strlen(less) + sizeof LESS_COLOURS)))
    setenv("LESS", strcat(strcpy(wanted, less), LESS_COLOURS), 1);
  free(wanted);
}

/* False if the pager could not be started.  One that is left early is fine. */
static bool page(const struct terminal *output) {
  set_less(output);
  fflush(stdout);
  void (*before)(int) = signal(SIGPIPE, SIG_IGN);
  FILE *pipe = popen(pager(), "w");
  int status = -1;
  if (pipe) {
    fwrite(output->text, 1, output->length, pipe);
    status = pclose(pipe);
  }
  signal(SIGPIPE, before);
  return pipe && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

void terminal_close(struct terminal *output) {
  if (output->out == stdout)
    return;
  bool complete = fclose(output->out) == 0;
  if (!complete || !is_long(output) || !page(output))
    fwrite(output->text, 1, output->length, stdout);
  free(output->text);
  output->text = NULL;
}
