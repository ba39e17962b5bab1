#!/bin/sh
# scripts/lint finds nothing; and compilers would, by the warnings that it has
# them look for.
#
# tier: release
# seconds: 120
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

for part in format gcc clang cppcheck tidy shell python workflow contract \
  size; do
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
int f(long i);
int f(long i) { return (int)i; }
END
  while read -r code; do
    check "$compiler: $code" fails compiles "$compiler" <<END
$code
END
  done <<'LIST'
int f(long i) { return (int)i; }
int f(long i); int f(long i) { return i; }
int f(int i); int f(int i) { { int i = 1; return i; } }
void *f(void *p); void *f(void *p) { return p + 1; }
int f(int i); int f(int i) { int a[i]; a[0] = 0; return a[0]; }
char *f(void); char *f(void) { return "text"; }
LIST
done
finish
