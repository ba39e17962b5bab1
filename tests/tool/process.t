#!/bin/sh
# Processes: fork, exec, programs without debug information, and totals as
# Memcheck counts them.
#
# seconds: 12
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/sample.c "$here"/sample_part.c "$TESTTMP"
cd "$TESTTMP" || exit 1
${CC:-gcc} -g -O0 -w -o sample sample.c sample_part.c || exit 1

# profile PROGRAM [ARGUMENT...]: runs it; returns its exit status.
profile () {
  rm -f log p.*
  "$MEMLINE" run --log-file=log --memline-out-file=p.%p -- "$@" >out 2>err
}

# ends STATUS COMMAND...: the command ends with this exit status.
ends () {
  expected=$1
  shift
  status=0
  "$@" || status=$?
  echo "exit status $status"
  [ "$status" = "$expected" ]
}

# has FILE EXPECTED FILTER: what the jq filter finds in a profile.
has () {
  found=$(jq -c "$3" "$1")
  echo "found: $found"
  [ "$found" = "$2" ]
}

# The increments of a function's lines that are not 0, in order of line.
increments () {
  "$MEMLINE" annotate --format=csv --func="$2" "$1" |
    awk -F, 'NR > 1 && $6 != 0 { print $6 }' | tr '\n' ' '
}
flows () {
  found=$(increments "$1" "$2")
  echo "found: $found"
  [ "$found" = "$3" ]
}

check 'fork: the exit status' ends 4 profile ./sample fork
check 'two processes, two profiles' test "$(find . -name 'p.*' | wc -l)" = 2
for p in p.*; do
  case $(jq .totals.inherited_blocks "$p") in
    1) child=$p ;;
    0) parent=$p ;;
  esac
done
check 'both hold together' "$MEMLINE" check-profile "$child" "$parent"
check 'the parent' has "$parent" '[1,0,1000,0,1000,"exit 4"]' \
  '[.totals["allocs", "frees", "allocated", "freed", "at_exit_bytes"], .end]'
check 'its lines' flows "$parent" main '1000 '
check 'the child' has "$child" '[1,1,30,1000,30,1000,1000,0,"exit 4"]' \
  '[.totals["allocs", "frees", "allocated", "freed", "at_exit_bytes",
     "inherited_bytes", "peak_bytes", "peak_event"], .end]'
check 'the child'\''s lines' flows "$child" with_child '-1000 30 '

check 'exec: the exit status' ends 0 profile ./sample exec /bin/true
check 'the profile was written before' has "$(echo p.*)" '[1,1000,"exec"]' \
  '[.totals["allocs", "at_exit_bytes"], .end]'
check 'and holds together' "$MEMLINE" check-profile p.*
check 'an exec that fails: the exit status' \
  ends 3 profile ./sample exec-fails /no/such/program
check 'the program went on' has "$(echo p.*)" '[22,14,"exit 3"]' \
  '[.totals["allocs", "at_exit_bytes"], .end]'
check 'and its profile holds together' "$MEMLINE" check-profile p.*

# stripped OPTION: without debug information there are no tables of the
# program, and a sentence says so; the totals are the same.
stripped () {
  strip "$1" -o bare sample || return 1
  profile ./bare
  grep '^==' log
  [ "$(grep -c 'debug information' log)" = 1 ] && grep -q -e ' -g\>' log &&
    fails grep -q 'sample\.c' log &&
    has "$(echo p.*)" '[22,21,2001014,2001000,101000]' \
      '[.totals["allocs", "frees", "allocated", "freed", "peak_bytes"]]' &&
    "$MEMLINE" check-profile p.*
}
check 'a program without symbols' stripped --strip-all
check 'a program without debug information' stripped --strip-debug

# With a libc that has no lines either, no line is active anywhere.
mkdir lib
objcopy -R .note.gnu.build-id -R .gnu_debuglink \
  "$(ldd ./sample | awk '/libc\.so/ { print $3 }')" lib/libc.so.6
no_lines () {
  LD_LIBRARY_PATH=lib profile ./bare
  grep '^[=(]' log
  [ "$(grep -cxF "(no line information): allocated 1.908 MiB in 22 blocks,\
 freed 1.908 MiB in 21 blocks, at exit 14 B in 1 block" log)" = 1 ] &&
    "$MEMLINE" check-profile p.*
}
check 'what no line was active for' no_lines

# Only one of two objects has lines: what the other one does is charged to the
# line that called it.
${CC:-gcc} -O0 -w -c sample_part.c && ${CC:-gcc} -g -O0 -w -c sample.c &&
  ${CC:-gcc} -o partly sample.o sample_part.o
partly () {
  profile ./partly
  fails grep -q 'debug information' log &&
    flows p.* main '1000 14 -1000 '
}
check 'a program partly without debug information' partly

not_replaced () {
  ${CC:-gcc} -static -g -O0 -w -o static sample.c sample_part.c || return 1
  profile ./static
  grep '^==' log
  [ "$(grep -c 'malloc was not replaced' log)" = 1 ]
}
check 'a program whose malloc cannot be replaced' ends 0 not_replaced

# Memcheck's summary: blocks and bytes allocated, freed blocks, what is left.
memcheck () {
  valgrind --run-libc-freeres=no --run-cxx-freeres=no --leak-check=no "$@" \
    2>&1 >/dev/null | tr -d , | awk '
      /in use at exit/ { left = $6 " " $9 }
      /total heap usage/ { print $5, $7, $9, left }'
}
memline_totals () {
  profile "$@"
  jq -r '[.totals["allocs", "frees", "allocated", "at_exit_bytes",
    "at_exit_blocks"]] | map(tostring) | join(" ")' p.*
}
as_memcheck () {
  expected=$(memcheck "$@")
  found=$(memline_totals "$@")
  printf 'Memcheck: %s\nmemline:  %s\n' "$expected" "$found"
  [ -n "$found" ] && [ "$found" = "$expected" ]
}
check 'totals as Memcheck counts them' as_memcheck ./sample
for name in alloc endings end-abort; do
  ${CC:-gcc} -g -O0 -w -fno-builtin -o $name "$here/$name.c"
  check "the same: $name" as_memcheck ./$name
done
for name in containers exception cpp-new; do
  g++ -g -O0 -w -std=c++17 -o $name "$here/$name.cpp"
  check "the same: $name" as_memcheck ./$name
done

finish
