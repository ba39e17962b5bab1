#!/bin/sh
# tests/run and its tiers: which tests run, in which order, and what is said of
# them.  It runs tests that are made up, in a tree of their own.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

mkdir -p "$TESTTMP/src/tests/some" "$TESTTMP/src/tests/cli" \
  "$TESTTMP/src/build/memline/cli" "$TESTTMP/src/build/tests/unit"
cp "$SRC/tests/run" "$SRC/tests/timed" "$TESTTMP/src/tests"
run=$TESTTMP/src/tests/run
cd "$TESTTMP/src/tests" || exit 1
unset MEMLINE_CHECK SRC BUILD

# made_up FILE HEAD [COMMAND]: a test.
made_up () {
  printf '#!/bin/sh\n# A test.\n%s\n%s\necho 1..1\necho "ok 1 - $MEMLINE_CHECK"\n' \
    "$2" "${3-}" >"$1"
  chmod +x "$1"
}
made_up some/long.t '# seconds: 90'
made_up some/longer.t '# seconds: 100'
made_up some/rare.t '# tier: release'
made_up some/last.t ''
made_up cli/jobs.t '' 'echo "# JOBS: $JOBS" >&2'
made_up ../build/tests/unit/unit_a ''
made_up ../build/memline/cli/memline ''

# says WORD ARGUMENT...: tests/run ends well and its output has all words.
says () {
  words=$1
  shift
  "$run" "$@" >said 2>&1 || { cat said; return 1; }
  cat said
  for word in $words; do
    grep -qF -- "$word" said || return
  done
}

# ran NAME...: these and no others, in this order.
ran () {
  sed -n 's/^\[.*\/tests\/\([^ ]*\) \.* ok .*/\1/p' said >found
  printf '%s\n' "$@" | diff - found
}

# refuses WORD COMMAND...
refuses () {
  word=$1
  shift
  status=0
  "$@" >said 2>&1 || status=$?
  cat said
  [ "$status" = 2 ] && grep -qF -- "$word" said
}

export JOBS=1
check 'the quick tests' says 'Result: PASS'
check 'the longest first, the unit tests last' \
  ran some/longer.t some/long.t cli/jobs.t some/last.t unit/unit_a
check 'what is left out is said' grep -x 'Left to the release tier: some/rare.t' said
check 'the last lines count' [ "$(tail -n 2 said | cut -d, -f1-2)" = \
  'Files=5, Tests=5
Result: PASS' ]
check 'how long it took' grep -xE ' +0\.[0-9]  5 others' said
MEMLINE_CHECK=release
export MEMLINE_CHECK
check 'all tests' says 'PASS'
check 'in the same order' \
  ran some/longer.t some/long.t cli/jobs.t some/last.t some/rare.t unit/unit_a
check 'and none is left' fails grep Left said
MEMLINE_CHECK=smoke
check 'the smoke tests' says 'PASS'
check 'are those of the command' ran cli/jobs.t unit/unit_a
MEMLINE_CHECK=quick
made_up some/slow.t '' 'sleep 1.1'
check 'a slow test' says 'PASS' some/slow.t cli/jobs.t
check 'stands by itself' grep -E '^ +1\.[0-9]  tests/some/slow.t$' said
rm some/slow.t

check 'a file from here' says 'PASS' some/rare.t
check 'runs whatever its tier' ran some/rare.t
check 'a file from the root' says 'PASS' tests/some/last.t
check 'is the same' ran some/last.t
check 'a folder' says 'PASS' ./some/
check 'is what is in it' ran some/last.t some/long.t some/longer.t some/rare.t
check 'a unit test' says 'PASS' tests/unit/unit_a
check 'is found in the build' ran unit/unit_a
check 'no such test' refuses 'no test some/none.t' "$run" some/none.t
JOBS=4
check 'one test' says 'JOBS:' cli/jobs.t
check 'has all processors' grep -x '# JOBS: 4' said
check 'three tests' says 'JOBS:' cli/jobs.t some/last.t some/long.t
check 'have one each' grep -x '# JOBS: 1' said
check 'no processors' refuses 'JOBS is a number' env JOBS=0 "$run"

made_up some/wrong.t '' 'exit 1'
check 'a test that fails' fails "$run" some/wrong.t some/last.t
made_up some/wrong.t '# tier: weekly'
check 'a tier that is none' refuses 'there is no # tier: weekly' "$run"
MEMLINE_CHECK=all
check 'another one' refuses 'smoke, quick or release, not all' "$run"
MEMLINE_CHECK=quick
chmod -x some/wrong.t
check 'a test that cannot be executed' refuses 'chmod +x' "$run"
finish
