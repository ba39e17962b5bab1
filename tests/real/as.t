#!/bin/sh
# The assembler of binutils, with its detached debug information, on what gcc
# makes of C: in the release tier, of some 20,000 lines.
#
# seconds: 115
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/program.sh"

# A chain of functions, no two alike.
generate () {
  awk -v count="$1" 'BEGIN {
    print "static int f0(int n) { return n; }"
    for (i = 1; i <= count; i++) {
      size = i % 7 + 1
      printf "struct s%d { int a, b[%d]; struct s%d *next; };\n", i, size, i
      printf "static struct s%d g%d;\n", i, i
      printf "int f%d(int n) {\n  int sum = %d;\n", i, i
      print "  for (int i = 0; i < n; i++) {"
      printf "    g%d.b[i %% %d] += i;\n", i, size
      printf "    sum += g%d.b[(n - i) %% %d];\n", i, size
      print "  }"
      print "  switch (n % 5) {"
      printf "  case 0: g%d.a++; break;\n", i
      printf "  case 3: g%d.next = &g%d; break;\n", i, i
      printf "  default: sum += f%d(n - 1);\n", i - 1
      print "  }\n  return sum;\n}"
    }
  }'
}

# How gcc compiles it is not what is tested.
assembly () {
  functions=$(by_tier 100 1300)
  generate "$functions" >"$TESTTMP/chain.c" &&
    gcc -S -g -O1 -o "$TESTTMP/chain.s" "$TESTTMP/chain.c" &&
    [ "$(wc -l <"$TESTTMP/chain.c")" -gt $((14 * functions)) ]
}

no_lines () {
  jq -e '[.files[] | select(endswith("/gas/read.c"))] == []' \
    "$TESTTMP/memline/profile" >/dev/null
}

check 'there is assembly' assembly
examine -- as -o chain.o "$TESTTMP/chain.s"
examine_checked as -o chain.o "$TESTTMP/chain.s"
check 'the debug information was found' fails no_lines
finish
