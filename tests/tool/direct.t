#!/bin/sh
# Calls of malloc and its relatives that go from translated code to the tool, past
# the core, do what all others do: the same profile and the same program.
#
# seconds: 15
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TESTTMP" || exit 1

# What the core's functions call themselves is looked up by code of the program,
# the dynamic linker: it shall do so at the start, whether they are called or not.
LD_BIND_NOW=1
export LD_BIND_NOW

# build NAME.c|NAME.cpp FLAG...: makes ./program.
build () {
  source=$here/$1
  shift
  case $source in
    *.cpp) g++ -g -w -std=c++17 -pthread "$@" -o program "$source" ;;
    *) "${CC:-gcc}" -g -w -fno-builtin -pthread "$@" -o program "$source" ;;
  esac
}

# profile yes|no: makes p, out, status and direct (how many calls went so), whose
# names
# begin with this word.
profile () {
  status=0
  "$MEMLINE" run --direct="$1" --stats=yes --tables=no --log-file=log \
    --memline-out-file="$1.p" -- ./program >"$1.out" || status=$?
  echo $status >"$1.status"
  sed -n 's/.* calls of malloc and its like, \([0-9,]*\) direct.*/\1/p' log |
    tr -d , >"$1.direct"
}

# both_ways NAME FLAG...: both ways, the program does the same.
both_ways () {
  build "$@" && profile yes && profile no &&
    "$MEMLINE" check-profile yes.p no.p || return
  cat yes.direct no.direct
  [ "$(cat yes.direct)" -ge 1 ] && [ "$(cat no.direct)" = 0 ] &&
    cmp yes.out no.out && cmp yes.status no.status
}

# The same profile, but that it says which options there were.
same_profile () {
  both_ways "$@" || return
  for way in yes no; do
    jq -c 'del(.options)' $way.p >$way.rest
  done
  cmp yes.rest no.rest
}

# Threads run as they like where they do not touch the heap: in libc, and
# between an event of another thread and the end of a visit.
same_flows () {
  both_ways "$@" || return
  for way in yes no; do
    "$MEMLINE" annotate --format=csv --func="*$1" --columns=increment,\
occurrences,allocs,frees,self_allocated,self_freed,at_peak_bytes,at_exit_bytes \
      $way.p >$way.csv && jq -c .totals $way.p >>$way.csv
  done
  cat yes.csv
  cmp yes.csv no.csv
}

right () {
  cat yes.out
  [ "$(cat yes.status)" = 0 ] && fails grep wrong yes.out
}

# run_all WHERE FLAG...
run_all () {
  where=$1
  shift
  check "what is handed out is usable$where" same_profile direct.c -O0 "$@"
  check "as it should be$where" right
  for program in alloc.c failing.c bad-free.c cpp-new.cpp containers.cpp \
    exception.cpp
  do
    check "$program both ways$where" same_profile $program -O0 "$@"
  done
  check "optimised code both ways$where" same_profile containers.cpp -O2 "$@"
  check "threads both ways$where" same_flows direct_threads.c -O0 "$@"
}

in_each_size run_all
finish
