#!/bin/sh
# Source files that are none, odd ones, and lines that are far apart or many.
#
# seconds: 15
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

# program FILE [LINE]: a program whose function f is said to be in FILE, from
# LINE (1) on: five lines, of which the last but one allocates and frees.
program () {
  cat >program.c <<END
#include <stdlib.h>
void f(int n);
int main(void) { f(10); return 0; }
#line ${2:-1} "$1"
void f(int n)
{
   n++;
   free(malloc(n));
}
END
  gcc -g -O0 -o program program.c
}

# The profile is right, the tables at exit are those of annotate, and neither
# takes for ever or all memory.
profiled () {
  ( ulimit -t 60
    "$MEMLINE" run -q --func=f --log-file=log --memline-out-file=profile -- \
      ./program ) &&
    "$MEMLINE" check-profile profile &&
    jq -e '.totals.allocated == 11' profile &&
    ( ulimit -t 60
      ulimit -v 2000000
      "$MEMLINE" annotate --func=f profile >table ) &&
    grep -v '^==[0-9][0-9]*==' log | sed '/./,$!d' | diff - table
}

# shows LINE TEXT: the line of the table that has this number.
shows () {
  grep " *$1 " table | grep -F -- "$2"
}

# no_source FILE: it is not read, and the table has the lines all the same.
no_source () {
  program "$1" && profiled && shows 4 '0 B          0 B            1' &&
    grep -F "(source not found: looked for" table
}

# source CONTENT LINE TEXT: of a file with this content.
source () {
  # shellcheck disable=SC2059 # a format on purpose
  printf "$1" >odd.c && program odd.c && profiled && shows "$2" "$3"
}

# no_text FILE: it is a file like others, but without lines.
no_text () {
  program "$1" && profiled && shows 4 '0 B          0 B            1'
}

# no_lines LINE: from there on, there are none.
no_lines () {
  program odd.c "$1" && profiled && [ ! -s table ] &&
    "$MEMLINE" annotate --format=csv --columns=allocated profile |
    grep '/program.c,main,3,,11$'
}

mkfifo fifo
mkdir folder
ln -s loop loop
truncate -s 8G sparse.c
check 'an endless device' no_source /dev/zero
check 'a terminal' no_source /dev/tty
check 'a pipe' no_source fifo
check 'a folder' no_source folder
check 'the root' no_source /
check 'a link to itself' no_source loop
check '8 GB' no_source sparse.c
check 'a file of /proc that is said to be empty' no_text /proc/self/maps

check 'no newline at the end' source '1\n2\n3\nfour' 4 '   four'
check 'CR LF' source '1\r\n2\r\n3\r\nfour\r\n' 4 '   four'
check 'NUL' source '1\n2\n3\nfo\0ur' 4 '   fo?ur'
check 'too few lines' source '1\n2\n' 2 '   2'
check 'terminal escapes' source '1\n2\n3\n\033[2J\302\233m\2333m' 4 '   ?[2J?m?3m'

# A line of a megabyte is cut, and the next one is whole.
long_line () {
  { printf '1\n2\n3'; yes | head -c 1000000 | tr '\n' n; printf '\nfour\n'; } >odd.c
  program odd.c && profiled && shows 4 '   four' && grep -F '3ynynyn' table &&
    [ "$(wc -c <table)" -lt 2000 ]
}
check 'a line of a megabyte' long_line

# The core knows of line numbers up to 2^20 - 1; what is beyond is no line, and
# belongs to the line before it.
last_line () {
  yes '' | head -n 1048574 >odd.c && echo last >>odd.c &&
    program odd.c 1048572 && profiled && shows 1048575 '   last'
}
check 'the last line that there can be' last_line
# A function from line 1 to the last one.
far_apart () {
  cat >program.c <<END
#include <stdlib.h>
#line 1 "odd.c"
void f(int n) {
   free(malloc(n));
#line 1048570
   n++; }
#line 100
int main(void) { f(11); return 0; }
END
  gcc -g -O0 -o program program.c && profiled &&
    shows 2 '0 B          0 B            1' && grep -x ' *...' table &&
    shows 1048570 1 && [ "$(wc -l <table)" -lt 12 ]
}
check 'lines far apart' far_apart

# 100,000 lines, each with code.
many_lines () {
  awk 'BEGIN {
    print "#include <stdlib.h>\n#line 1 \"odd.c\""
    print "void f(int n) {\n   free(malloc(n));"
    for (i = 3; i <= 100000; i++) print "   __asm__(\"nop\");"
    print "}\nint main(void) { f(11); return 0; }"
  }' >program.c
  gcc -g -O0 -o program program.c && profiled &&
    shows 99999 '0 B          0 B            1' && [ "$(wc -l <table)" -gt 100000 ]
}
check '100,000 lines' many_lines
for line in 1048576 1000000000 2147483640; do
  check "line $line" no_lines $line
done
finish
