#!/bin/sh
# Ways to make and to leave a process: each process has a profile of its own,
# and does what it does without the tool.
#
# seconds: 8
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here/processes.c" "$TESTTMP"
cd "$TESTTMP" || exit 1
${CC:-gcc} -g -O0 -w -fno-builtin -pthread -o processes processes.c || exit 1

# profile WAY [OPTION...]: the program exits with 7, and all profiles hold.
profile () {
  way=$1
  shift
  rm -f p.*
  status=0
  "$MEMLINE" run --tables=no --memline-out-file=p.%p "$@" -- ./processes "$way" \
    >out 2>err || status=$?
  cat err
  [ "$status" = 7 ] && "$MEMLINE" check-profile p.*
}

# exits STATUS profile WAY: the same, but it exits with that.
exits () {
  expected=$1
  shift
  "$@"
  [ "$status" = "$expected" ] && "$MEMLINE" check-profile p.*
}

# have FILTER EXPECTED...: what the filter finds in the profiles, in order.
have () {
  filter=$1
  shift
  printf '%s\n' "$@" >expected
  for p in p.*; do
    jq -c "$filter" "$p"
  done | sort >found
  diff expected found
}

totals='[.end, .totals["allocs", "allocated", "inherited_bytes"]]'

# A child that only executes another program says nothing: the one summary is
# its parent's, which is the one profile.
silent () {
  check "$1" profile "$1"
  check "$1: one profile" have "$totals" '["exit 7",2,1010,0]'
  check "$1: one process speaks" one_speaks
}
one_speaks () {
  sed -n 's/^==\([0-9]*\)==.*/\1/p' err | sort -u >speakers
  [ "$(wc -l <speakers)" = 1 ] && [ "p.$(cat speakers)" = "$(echo p.*)" ]
}
for way in vfork spawn forked missing; do
  silent $way
done
check 'system, popen' profile shells
check 'system, popen: one profile' have '.end' '"exit 7"'
check 'system, popen: one process speaks' one_speaks
check 'a child that allocates first' profile busy-child
check 'a child that allocates first: two profiles' have "$totals" \
  '["exec",1,77,10]' '["exit 7",2,1010,0]'
for way in vfork spawn; do
  check "$way, children traced" profile $way --trace-children=yes
  # The new program has the child's process id, and its profile that name.
  check "$way: the new program" have "$totals" \
    '["exit 7",1,77,0]' '["exit 7",2,1010,0]'
done

# One process, three programs; and once more under the same name.
check 'programs that follow each other' profile chain --trace-children=yes
check 'programs that follow each other: a profile each' have \
  '[.end, .totals.at_exit_bytes]' '["exec",1010]' '["exec",10]' '["exit 7",77]'
names () {
  [ "$(echo p.*)" = "$1 $1.2 $1.3" ] && fails grep -q out-written p.* &&
    [ "$(jq .totals.at_exit_bytes "$1" "$1.2" "$1.3" | tr '\n' ' ')" = '10 1010 77 ' ]
}
check 'programs that follow each other: their names' names \
  "$(find . -name 'p.*' | sed 's,^\./,,' | sort | head -n 1)"
again () {
  echo mine >p.2
  for _ in 1 2; do
    "$MEMLINE" run -q --tables=no --trace-children=yes --memline-out-file=p \
      -- ./processes chain
    [ "$(jq .totals.at_exit_bytes p)" = 10 ] || return 1
  done
  [ "$(cat p.2)" = mine ] && rm p.2 &&
    [ "$(jq .totals.at_exit_bytes p.* | tr '\n' ' ')" = '1010 77 1010 77 ' ]
}
rm -f p.*
check 'programs that follow each other: nothing is replaced' again

: >unusable
chmod 755 unusable "$TESTTMP"
chmod 777 .
check 'an exec that fails late' profile unseen
check 'an exec that fails late: nobody saw a child' have "$totals" \
  '["exit 7",2,1010,0]'
check 'no more processes: exec in place' profile alone
check 'no more processes: all until the exec' have "$totals" '["exec",2,1010,0]'
# At its limit of memory; nothing is said but of the end.
at_limit='[.end, .totals.at_exit_bytes >= 20000000,
  .totals.at_exit_bytes == .totals.allocs * 1048576]'
check 'no memory left: the end' profile limited --tables=yes
check 'no memory left: all counted' have "$at_limit" '["exit 7",true,true]'
check 'no memory left: exec' exits 0 profile limited-exec --tables=yes
check 'no memory left: all counted until the exec' have "$at_limit" \
  '["exec",true,true]'
check 'an exec that fails' profile exec
check 'an exec that fails: all counted' have "$totals" '["exit 7",2,1010,0]'
check 'quick_exit' profile quick
check 'quick_exit: its handler too' have "$totals" '["exit 7",2,1010,0]'
check 'three generations' profile tree
# Sorted as text: the parent's is in the middle.
check 'three generations: the flows of each' have "$totals" \
  '["exit 7",1,5,110]' '["exit 7",2,1010,0]' '["exit 7",2,1100,10]'
check 'exit with threads running' profile busy
check 'exit with threads running: what main did' have \
  '[.end, .totals.at_exit_bytes >= 10]' '["exit 7",true]'
check 'exec in a thread' profile thread-exec
check 'exec in a thread: both threads until then' have \
  '[.end, .totals.at_exit_bytes >= 1010]' '["exec",true]'
check 'exec of an open file' profile descriptor
check 'exec of an open file: the profile is written before' have \
  '[.end, .totals.at_exit_bytes]' '["exec",1010]'
check 'fork in a thread, after main has ended' profile thread-fork
check 'fork in a thread: the flows of each' have \
  '[.end, if .totals.inherited_bytes > 0 then .totals.allocated else .totals.at_exit_bytes >= 1010 end]' \
  '["exit 7",100]' '["exit 7",true]'
check 'allocations that are refused' profile refused
check 'allocations that are refused are none' have "$totals" '["exit 7",2,1010,0]'

# detached WAY PROFILES: what is left behind ends later.
detached () {
  rm -f p.* done
  "$MEMLINE" run --tables=no --memline-out-file=p.%p -- ./processes "$1" >out 2>&1
  tries=0
  until [ "$(cat p.* 2>/dev/null | grep -c '"format"')" = "$2" ] ||
    [ $((tries += 1)) -gt 100 ]; do
    sleep 0.1
  done
  [ -e done ] && "$MEMLINE" check-profile p.*
}
check 'daemon' detached daemon 2
check 'daemon: both profiles' have "$totals" '["exit 0",1,10,0]' '["exit 7",1,1000,10]'
check 'daemon by two forks' detached twice 3
check 'daemon by two forks: three profiles' have "$totals" \
  '["exit 7",1,10,0]' '["exit 7",1,100,10]' '["exit 7",1,1000,110]'

finish
