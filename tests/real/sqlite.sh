# SQLite, built from its amalgamation, with one level of optimisation.
#
#   . "$(dirname "$0")/sqlite.sh"
#   examine_sqlite -O2 ROWS
#
# What is compiled is kept beside the amalgamation in the build tree.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/program.sh"

fetch () {
  cache=$("$here/sqlite_source")
}

# build -OLEVEL ROWS...: the programs driver-ROWS.
build () {
  object=$cache/sqlite3$1.o
  [ -f "$object" ] || {
    gcc -g "$1" -w -c -o "$TESTTMP/sqlite3.o" "$cache/sqlite3.c" &&
      mv "$TESTTMP/sqlite3.o" "$object"
  } || return
  level=$1
  shift
  for rows in "$@"; do
    gcc -g "$level" -Wall -Wextra -Werror -DROWS="$rows" -I"$cache" \
      -o "$TESTTMP/driver-$rows" "$here/sqlite_driver.c" "$object" -lm || return
  done
}

examine_sqlite () {
  SQLITE_TMPDIR=.
  export SQLITE_TMPDIR
  check 'SQLite is here, or npm fetches it' fetch
  check "SQLite builds with $1" build "$1" "$2" 2000
  examine -- "$TESTTMP/driver-$2" item.db
  examine_checked "$TESTTMP/driver-2000" item.db
}
