#!/bin/sh
# Which ways the tool takes, as counts that are the same on every run: what its
# speed hangs on.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

cat >program.c <<'END'
#include <stdlib.h>

static void *take(int n) { return malloc(n % 100 + 1); }
static void give(void *p) { free(p); }

static int classify(int n) {
    switch (n % 16) {
    case 0: return 3;  case 1: return 1;  case 2: return 4;  case 3: return 1;
    case 4: return 5;  case 5: return 9;  case 6: return 2;  case 7: return 6;
    case 8: give(take(n)); return 5;      case 9: give(take(n)); return 3;
    case 10: give(take(n)); return 5;     case 11: give(take(n)); return 8;
    default: return 9;
    }
}

int main(void) {
    int sum = 0;
    for (int i = 0; i < 20000; i++) {
        void *p = realloc(take(i), 1000);
        sum += classify(i);
        give(p);
        free(calloc(3, i % 10 + 1));
    }
    return sum == 0;
}
END
${CC:-gcc} -g -O0 -o program program.c
"$MEMLINE" run --stats=yes --tables=no --memline-out-file=p -- ./program 2>&1 |
  sed -n 's/^--[0-9]*-- memline: //p' | tr -d , >stats

# count WHAT: the number before these words.
count () { sed -n "s/.*\b\([0-9][0-9]*\) $1.*/\1/p" stats; }
# within WHAT LEAST MOST
within () {
  n=$(count "$1")
  echo "$1: $n, expected $2 to $3"
  cat stats
  [ -n "$n" ] && [ "$n" -ge "$2" ] && [ "$n" -le "$3" ]
}
events=$((20000 * 5 + 5000 * 2))
check 'every call is direct' within direct $events $((events + 10))
check 'none is declined' within declined 0 0
check 'pushes are inline' within 'slow pushes' 0 3
check 'pops are inline' within 'slow pops' 0 3
# Of 20,000; two ways may share the place where they are remembered.
check 'most jumps of a switch call no helper' within jumps 16 8000
check 'less than two contexts are looked up for an event' within contexts 5 200000
# Those of whole functions are among them, for their lines that never ran, also of
# functions that ran before the last library was loaded.
look_ups () {
  within look-ups 1 $(($(count instructions) * 7 / 4))
}
check 'rows are looked up, not instructions' look_ups

# inlined COUNT OPTION...: that so many places of a run are in inlined code.  The
# program has none; the loader, which is a library of the system, does.
inlined () {
  expected=$1
  shift
  "$MEMLINE" run "$@" --tables=no --memline-out-file=i -- ./program || return 1
  n=$(sed -n '/^"places"/,/^\]/p' i | grep -c '^\[[0-9]')
  echo "$n inlined"
  test "$n" "$expected" 0
}
check 'inlined calls of the system are not read' inlined -eq
check 'unless they are asked for' inlined -gt --read-inline-info=yes
finish
