#!/bin/sh
# The benchmark does what it says: one round of a few programs.  No time is
# tested.
#
# tier: release
# seconds: 30
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
bench=$SRC/scripts/bench

# bench_with ARGUMENT...: what it printed is in the file "table".
bench_with () {
  "$bench" --quick --csv="$TESTTMP/csv" "$@" >"$TESTTMP/table"
}

table_row () {
  cat "$TESTTMP/table"
  grep -Ex "$1" "$TESTTMP/table"
}

# csv_row PROGRAM TOOL STATE RUNS RATIO: the row, with a pattern for the ratio.
csv_row () {
  cat "$TESTTMP/csv"
  awk -F, -v program="$1" -v tool="$2" -v state="$3" -v runs="$4" \
    -v ratio="$5" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["program"] == program && $at["tool"] == tool &&
      $at["state"] == state && $at["runs"] == runs &&
      $at["ratio"] ~ ratio { found = 1 }
    END { exit !found }' "$TESTTMP/csv"
}

drawn () {
  python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' "$1" &&
    grep -F '>geometric mean</text>' "$1"
}

# refuses WORD ARGUMENT...
refuses () {
  word=$1
  shift
  status=0
  said=$("$bench" "$@" 2>&1) || status=$?
  echo "exit status $status: $said"
  [ "$status" = 2 ] && case $said in *"$word"*) true ;; *) false ;; esac
}

number='[0-9]+\.[0-9]+'
check 'it runs' bench_with --programs=sarp,live-blocks --rounds=2 \
  --tools=native,memline,massif --chart="$TESTTMP/chart.svg"
check 'a row of a program of Valgrind' \
  table_row "sarp +$number +$number +$number +$number-$number +$number"
check 'a row of one of our own' \
  table_row "live-blocks +$number +$number +$number +$number-$number +$number"
check 'the mean is over those of Valgrind alone' table_row \
  "$(sed -n -E 's/^sarp +[0-9.]+ +[0-9.]+( .*)/geometric mean +\1/p' "$TESTTMP/table")"
check 'memory for each block' \
  table_row 'memline: [0-9.]+ bytes for each live block of 500,000 .*'
for program in sarp live-blocks; do
  check "$program under none in the CSV" csv_row $program none ok 2 '^1$'
  for tool in native memline massif; do
    check "$program under $tool in the CSV" \
      csv_row $program $tool ok 2 '^[0-9.e-]+$'
  done
done
check 'a chart' drawn "$TESTTMP/chart.svg"

# A tool that is made up.
mkdir "$TESTTMP/bin"
pretend () {
  printf '#!/bin/sh\n%s\n' "$1" >"$TESTTMP/bin/heaptrack"
  chmod +x "$TESTTMP/bin/heaptrack"
}
PATH=$TESTTMP/bin:$PATH
pretend 'exec sleep 600'
check 'a run that takes too long' \
  bench_with --programs=sarp --tools=heaptrack --limit=5 --rounds=2
check 'is marked in the table' table_row "sarp +$number +>[0-9.]+"
check 'and in the CSV' csv_row sarp heaptrack 'over the limit' 0 '^[0-9.]+$'
pretend 'echo no; exit 3'
check 'a run that fails fails the benchmark' \
  fails bench_with --programs=sarp --tools=heaptrack
check 'is marked in the table' table_row "sarp +$number +fail"
check 'and in the CSV' csv_row sarp heaptrack failed 0 '^$'

# A source tree that may be written to, and whose memline is built already.
copy=$TESTTMP/copy
copy_tree () {
  mkdir "$copy" && cp -R "$SRC/scripts" "$SRC/tests" "$SRC/docs" "$copy" &&
    printf '#!/bin/sh\necho "$BUILD"\n' >"$copy/scripts/build" &&
    git -C "$copy" init -q && git -C "$copy" add scripts &&
    git -C "$copy" -c user.name=x -c user.email=x commit -q -m x
}

documented () {
  diff "$SRC/docs/performance.md" "$copy/docs/performance.md" |
    sed -n 's/^> //p' >"$TESTTMP/new"
  sed 's/^/    /' "$TESTTMP/new"
  grep -Ex "sarp +$number.*" "$TESTTMP/new" && ! grep bz2 "$TESTTMP/new" &&
    grep '^Measured on 2.*--document' "$TESTTMP/new" &&
    [ "$(tail -n 1 "$copy/docs/performance.md")" = \
      "$(tail -n 1 "$SRC/docs/performance.md")" ]
}

check 'a tree of its own' copy_tree
bench=$copy/scripts/bench
rm -f "$copy/docs/performance.csv" "$copy/docs/performance.svg"
check 'it writes the page' bench_with --programs=sarp --tools=memline --document
check 'with the table' documented
check 'the CSV' grep '^sarp,perf,memline,ok,1,' "$copy/docs/performance.csv"
check 'and the chart' drawn "$copy/docs/performance.svg"
check 'it compares two revisions' bench_with --programs=sarp --against=HEAD
revision=$(git -C "$copy" rev-parse --short=7 HEAD)
check 'which are in the table' table_row "sarp +$number +$number +$number +$number"
check 'and in the CSV' csv_row sarp "@$revision" ok 1 '^[0-9.]+$'
[ -z "$revision" ] || rm -rf "$BUILD/bench/revisions/$revision"*
bench=$SRC/scripts/bench

check 'an unknown program' refuses 'many-xpts' --programs=no-such
check 'an unknown tool' refuses 'massif' --tools=no-such
check 'no rounds' refuses '--rounds' --rounds=0
check 'an unknown revision' refuses "revision 'no-such'" --against=no-such
check 'an unknown option' refuses '--fast' --fast
check 'help' "$bench" --help
finish
