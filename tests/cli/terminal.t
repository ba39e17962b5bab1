#!/bin/sh
# What is different on a terminal: colours, lines that are cut, and the pager.
# One of 66 columns and 12 rows stands in for it.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/views.sh"
unset PAGER LESS
export TERM=xterm
columns=66

# on_terminal ARGUMENT...: what memline prints there is in the file out, and
# it exits with $wanted.
wanted=0
on_terminal () {
  /usr/bin/python3 "$here/terminal.py" "$columns" 12 "$MEMLINE" "$@" >out
  status=$?
  cat out
  [ "$status" = "$wanted" ]
}
escapes () {
  grep -q "$(printf '\033')" out
}

export PAGER=cat
check 'a view in colour' on_terminal leaks shelf.profile.json
check 'it is' escapes
plain () {
  NO_COLOR=1 on_terminal "$@" && fails escapes
}
check 'without colour' plain leaks shelf.profile.json

# The last column of the terminal, or the one before it where a wide character
# does not fit.
narrow () {
  NO_COLOR=1 on_terminal "$@" || return 1
  python3 -c '
import sys, unicodedata
wide = lambda c: 2 if unicodedata.east_asian_width(c) in "WF" else 1
widths = [sum(map(wide, line)) for line in open("out", encoding="utf-8",
          errors="replace").read().splitlines()]
print(widths)
sys.exit(max(widths) not in (65, 66))'
}
sed 's/insert_or_assign/\xe7\x9b\xae\xe9\x8c\xb2\xe7\x9b\xae\xe9\x8c\xb2/g' \
  shelf.profile.json >wide.json
for view in leaks 'top --by=context' 'peak --min=0' 'tree --min=0' summary \
    'leaks --color=never --func=library*' churn \
    'merge -q --format=text'; do
  # shellcheck disable=SC2086 # words
  check "$view ends where the terminal ends" narrow $view shelf.profile.json
  # shellcheck disable=SC2086
  check "and with wide names" narrow $view wide.json
done

program () {
  jq '.command = ["./a", "目録", "a long argument", "another one", "cut"]' \
    grow.profile.json >long.json
  NO_COLOR=1 on_terminal summary long.json || return 1
  [ "$(head -n 1 out)" = \
    'Program:   ./a 目録 a long argument another one cut (exit 0)' ] || return 1
  columns=50
  NO_COLOR=1 on_terminal summary long.json
  columns=66
  [ "$(head -n 1 out)" = 'Program:   ./a 目録 a long argument an... (exit 0)' ]
}
check 'summary cuts the command' program

diff_is_cut () {
  wanted=1
  NO_COLOR=1 on_terminal diff --top=1 shelf.profile.json wide.json &&
    grep -qxF 'shelf.cpp:23  library::catalogue<unsigned int, library::bücher_...' out
  status=$?
  wanted=0
  return $status
}
check 'diff cuts names there too' diff_is_cut

# cuts COLUMNS ARGUMENT...: on a terminal of so many columns, annotate prints
# what expected/shelf-COLUMNS.txt has.
cuts () {
  columns=$1
  shift
  NO_COLOR=1 on_terminal annotate --source=. "$@" shelf.profile.json &&
    diff "$here/expected/shelf-$columns.txt" out
  status=$?
  columns=66
  return $status
}
check 'source lines in 80 columns' cuts 80 --heat=self_allocated
check 'in 160' cuts 160 --whole-file \
  --columns=+peak,allocated,freed,allocs,frees,self_allocated
in_full () {
  "$MEMLINE" annotate --source=. shelf.profile.json >out &&
    fails grep -F '...' out
}
check 'in a pipe they are whole' in_full

# paged ARGUMENT...: the pager has marked every line.
paged () {
  on_terminal "$@" && [ -s out ] && fails grep -qv '^P:' out
}
unpaged () {
  on_terminal "$@" && fails grep -q '^P:' out
}
export PAGER='sed s/^/P:/'
check 'what is long is paged' paged annotate shelf.profile.json
check 'what is short is not' unpaged annotate --func=copy shelf.profile.json
in_a_pipe () {
  "$MEMLINE" annotate shelf.profile.json >out && fails grep -q '^P:' out
}
check 'nor what is in a pipe' in_a_pipe
export PAGER=
check 'an empty pager is none' unpaged annotate shelf.profile.json
check 'all of it is there' grep -q insert_or_assign out
export PAGER=/nonexistent/pager
check 'a pager that is not there' on_terminal annotate shelf.profile.json
check 'all of it is there as well' grep -q insert_or_assign out
export PAGER='echo "$LESS"; cat'
# less_is EXPECTED: that is what less is told.
less_is () {
  on_terminal annotate shelf.profile.json && [ "$(head -n 1 out)" = "$1" ]
}
check 'less knows of colours' less_is FRX
export LESS=-i
check 'whatever else the user wants of it' less_is '-i -R'
export NO_COLOR=1
check 'but only if there are any' less_is -i
unset LESS NO_COLOR
export PAGER='head -n 1'
check 'a pager that is left early' on_terminal annotate shelf.profile.json
finish
