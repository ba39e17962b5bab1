#!/bin/sh
# scripts/lint finds nothing; and compilers would, by the warnings that it has
# them look for.
#
# tier: release
# seconds: 120
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

for part in format gcc clang cppcheck tidy shell python workflow; do
  check "$part" "$SRC/scripts/lint" $part
done

# compiles COMPILER: standard input, with the flags of its build.
compiles () {
  # shellcheck disable=SC2046 # words on purpose
  "$1" -std=gnu11 $(sed -n 's/^\(CLI_\)*WARNINGS = //p' "$BUILD/lint/$1/Makefile") \
    -xc -c -o "$TESTTMP/object" -
}

for compiler in gcc clang; do
  check "$compiler: nothing wrong" compiles "$compiler" <<'END'
static inline int one(long i) { return (int)i; }
END
  while read -r code; do
    check "$compiler: $code" fails compiles "$compiler" <<END
$code
END
  done <<'LIST'
int no_prototype(void) { return 1; }
static inline int narrow(long i) { return i; }
static inline int shadow(int i) { { int i = 1; i++; } return i; }
static inline void *arithmetic(void *p) { return p + 1; }
static inline int old(i) int i; { return i; }
static inline char *constant(void) { return "text"; }
LIST
done
finish
