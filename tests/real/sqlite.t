#!/bin/sh
# SQLite, built from its amalgamation, without and with optimisation.
#
# What is compiled is kept beside the amalgamation in the build tree.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/program.sh"

fetch () {
  cache=$("$here/sqlite_source")
}

build () {
  [ -f "$cache/sqlite3$1.o" ] || {
    gcc -g "$1" -w -c -o "$TESTTMP/sqlite3.o" "$cache/sqlite3.c" &&
      mv "$TESTTMP/sqlite3.o" "$cache/sqlite3$1.o"
  } || return
  for rows in 100000 2000; do
    gcc -g "$1" -Wall -Wextra -Werror -DROWS=$rows -I"$cache" \
      -o "$TESTTMP/driver$1-$rows" "$here/sqlite_driver.c" \
      "$cache/sqlite3$1.o" -lm || return
  done
}

SQLITE_TMPDIR=.
export SQLITE_TMPDIR

check 'SQLite is here, or npm fetches it' fetch
for optimisation in -O0 -O2; do
  check "SQLite builds with $optimisation" build "$optimisation"
  examine -- "$TESTTMP/driver$optimisation-100000" item.db
  examine_checked "$TESTTMP/driver$optimisation-2000" item.db
done
finish
