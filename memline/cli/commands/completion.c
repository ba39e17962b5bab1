/* Completion scripts for shells.

   SPDX-License-Identifier: GPL-2.0-or-later */

#include "commands/help.h"

#include <string.h>

/* One word of a script for each option: what is typed, and a blank if it takes
   no value. */
static void bash_options(FILE *out, const struct command *command) {
  for (const struct option_group *group = command->groups; group && group->rows;
       group++)
    for (size_t i = 0; i < group->count; i++)
      fprintf(out, " --%s%s", group->rows[i].name,
              group->rows[i].argument ? "=" : "");
  fputs(" --help", out);
}

/* What the words of an option's value are completed from, in a `case` on
   VERB--OPTION. */
static void bash_values(FILE *out, const struct command *command) {
  for (const struct option_group *group = command->groups; group && group->rows;
       group++)
    for (size_t i = 0; i < group->count; i++) {
      const struct option_row *row = &group->rows[i];
      if (row->values && *row->values != '@')
        fprintf(out, "    %s--%s) words='%s' ;;\n", command->name, row->name,
                row->values);
      else if (row->values && strcmp(row->values, OPTION_FOLDERS) == 0)
        fprintf(out, "    %s--%s) kind=-d ;;\n", command->name, row->name);
    }
}

/* Completes the values of options. */
static void bash_value_part(FILE *out, const struct command *const *commands) {
  fputs("  # Bash parts words at '=': --option = value.\n"
        "  if [ \"$current\" = = ]; then\n"
        "    option=${COMP_WORDS[COMP_CWORD-1]} current=\n"
        "  elif [ \"${COMP_WORDS[COMP_CWORD-1]}\" = = ]; then\n"
        "    option=${COMP_WORDS[COMP_CWORD-2]}\n"
        "  fi\n"
        "  if [ -n \"$option\" ]; then\n"
        "    case $verb$option in\n",
        out);
  for (const struct command *const *command = commands; *command; command++)
    bash_values(out, *command);
  fputs("    esac\n"
        "    # Lists are completed behind their last comma.\n"
        "    case $current in *,*) list=${current%,*},; esac\n"
        "    if [ -n \"$words\" ]; then\n"
        "      COMPREPLY=($(compgen -P \"$list\" -W \"$words\" -- "
        "\"${current#\"$list\"}\"))\n"
        "    else\n"
        "      COMPREPLY=($(compgen $kind -- \"$current\"))\n"
        "    fi\n"
        "    return\n"
        "  fi\n",
        out);
}

/* Completes the names of options, and files. */
static void bash_option_part(FILE *out, const struct command *const *commands) {
  fputs("  case $current in\n"
        "    -*)\n"
        "      case $verb in\n",
        out);
  for (const struct command *const *command = commands; *command; command++) {
    fprintf(out, "        %s) words='", (*command)->name);
    bash_options(out, *command);
    fputs("' ;;\n", out);
  }
  fputs("      esac\n"
        "      COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "      case ${COMPREPLY[0]} in *=) compopt -o nospace ;; esac ;;\n"
        "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
        "  esac\n",
        out);
}

void completion_bash(FILE *out, const struct command *const *commands) {
  fputs("# Completion of memline for bash.\n"
        "_memline() {\n"
        "  local current=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}\n"
        "  local words= kind=-f option list=\n"
        "  COMPREPLY=()\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ] || [ \"$verb\" = help ]; then\n"
        "    words='",
        out);
  for (const struct command *const *command = commands; *command; command++)
    fprintf(out, "%s%s", command == commands ? "" : " ", (*command)->name);
  fputs("'\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    return\n"
        "  fi\n",
        out);
  bash_value_part(out, commands);
  bash_option_part(out, commands);
  fputs("}\n"
        "complete -o filenames -F _memline memline\n",
        out);
}

/* Within single quotes and within the brackets of an option's description. */
static void put_zsh(FILE *out, const char *text) {
  for (; *text; text++)
    if (*text == '\'')
      fputs("'\\''", out);
    else if (strchr("[]:\\", *text))
      fprintf(out, "\\%c", *text);
    else
      putc(*text, out);
}

static void zsh_option(FILE *out, const struct option_row *row) {
  fprintf(out, " \\\n        '%s--%s%s[", row->kind == OPTION_LIST ? "*" : "",
          row->name, row->argument ? "=" : "");
  put_zsh(out, row->help);
  putc(']', out);
  if (row->argument) {
    putc(':', out);
    put_zsh(out, row->argument);
    if (row->values && strcmp(row->values, OPTION_FOLDERS) == 0)
      fputs(":_files -/", out);
    else if (row->values && *row->values == '@')
      fputs(":_files", out);
    else if (row->values && row->kind == OPTION_WORD)
      fprintf(out, ":(%s)", row->values);
    else if (row->values)
      fprintf(out, ":_values -s , column %s", row->values);
    else
      putc(':', out);
  }
  putc('\'', out);
}

void completion_zsh(FILE *out, const struct command *const *commands) {
  fputs("#compdef memline\n"
        "# Completion of memline for zsh.\n"
        "_memline() {\n"
        "  local -a verbs\n"
        "  verbs=(\n",
        out);
  for (const struct command *const *command = commands; *command; command++) {
    fprintf(out, "    '%s:", (*command)->name);
    put_zsh(out, (*command)->summary);
    fputs("'\n", out);
  }
  fputs("  )\n"
        "  if (( CURRENT == 2 )); then\n"
        "    _describe command verbs\n"
        "    return\n"
        "  fi\n"
        "  local verb=$words[2]\n"
        "  shift words\n"
        "  (( CURRENT-- ))\n"
        "  case $verb in\n"
        "    help) _describe command verbs ;;\n",
        out);
  for (const struct command *const *command = commands; *command; command++) {
    if (strcmp((*command)->name, "help") == 0)
      continue;
    fprintf(out, "    %s)\n      _arguments", (*command)->name);
    for (const struct option_group *group = (*command)->groups;
         group && group->rows; group++)
      for (size_t i = 0; i < group->count; i++)
        zsh_option(out, &group->rows[i]);
    fputs(" \\\n        '--help[explain the command]' '*:file:_files' ;;\n",
          out);
  }
  fputs("  esac\n"
        "}\n"
        "_memline \"$@\"\n",
        out);
}
