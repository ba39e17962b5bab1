#!/bin/sh
# Profiles of a few programs in every format, each read by the program that the
# format is for: it must show the figures of the profile, to the byte, in total
# and by line, function or call path.  Half the programs are for the release tier.
#
# seconds: 45
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
tool=$SRC/tests/tool
cd "$TESTTMP" || exit 1
unset MEMLINE_OUT VALGRIND_OPTS

viewers=$("$here/viewers") || exit 1
export PATH="$viewers:$PATH" NODE_PATH="$viewers/node_modules"

# program NAME COMMAND...: compiled, and its profile NAME.json.
program () {
  name=$1
  shift
  "$@" -g -w -o "$name" &&
    "$MEMLINE" run -q --tables=no --memline-out-file="$name.json" -- "./$name"
  [ -s "$name.json" ]
}

# exported NAME FORMAT [OPTION]...: to the file NAME.FORMAT.
exported () {
  profile=$1 format=$2
  shift 2
  "$MEMLINE" export --format="$format" -o "$profile.$format" "$@" \
    "$profile.json"
}

# agrees NAME FORMAT [ARGUMENT]...: FORMAT.py with the profile and its export.
agrees () {
  exported "$1" "$2" && "$here/$2.py" "$1.json" "$1.$2"
}

lcov_agrees () {
  exported "$1" lcov && rm -rf pages &&
    genhtml -q --ignore-errors source -o pages "$1.lcov" 2>warnings &&
    "$here/lcov.py" "$1.json" "$1.lcov" pages
}
rows_agree () {
  for format in csv ndjson; do
    exported "$1" "$format" && mv "$1.$format" "$1.line.$format" &&
      exported "$1" "$format" --by=path && mv "$1.$format" "$1.path.$format" ||
      return 1
  done
  "$here/rows.py" "$1.json" "$1.line.csv" "$1.line.ndjson" "$1.path.csv" \
    "$1.path.ndjson"
}
schema=$viewers/schema.json
valid () {
  node "$here/schema.js" "$schema" "$1.speedscope"
}
metrics () {
  promtool check metrics <"$1.openmetrics" >said 2>&1
  status=$?
  cat said
  [ "$status" = 0 ] && [ ! -s said ]
}
other_columns () {
  exported "$1" cachegrind --columns=increment,occurrences,allocated,frees &&
    "$here/cachegrind.py" "$1.json" "$1.cachegrind" &&
    exported "$1" folded --columns=allocs &&
    "$here/folded.py" "$1.json" "$1.folded" allocs &&
    exported "$1" dot --columns=allocs &&
    "$here/dot.py" "$1.json" "$1.dot" allocs
}

viewed () {
  check "$1: callgrind_annotate" agrees "$1" callgrind
  check "$1: cg_annotate" agrees "$1" cachegrind
  check "$1: DHAT's viewer" agrees "$1" dhat
  check "$1: pprof and protoc" agrees "$1" pprof
  check "$1: folded stacks" agrees "$1" folded
  check "$1: speedscope" agrees "$1" speedscope
  check "$1: speedscope's schema" valid "$1"
  check "$1: CSV and NDJSON" rows_agree "$1"
  check "$1: a reader of OpenMetrics" agrees "$1" openmetrics
  check "$1: promtool" metrics "$1"
  check "$1: genhtml" lcov_agrees "$1"
  check "$1: dot" agrees "$1" dot
  check "$1: other columns" other_columns "$1"
}

# Valgrind's own account of the same program.
roundtrip () {
  valgrind -q --xtree-memory=full --xtree-memory-file="$PWD/$1.tree" \
    --run-libc-freeres=no --run-cxx-freeres=no "./$1" >said 2>&1
  exported "$1" callgrind && "$here/roundtrip.py" "$1.callgrind" "$1.tree"
}

CXX=${CXX:-g++}
check 'the worked example' program grow "$CC" -O0 "$SRC/docs/example/grow.c"
check 'functions that call each other' program mutual "$CC" -O0 \
  "$tool/mutual.c"
check 'inlined functions' program inline-cpp "$CXX" -O2 "$tool/inline-cpp.cpp"
check 'containers' program containers "$CXX" -O0 "$tool/containers.cpp"
check 'included code' program included "$CC" -O0 "$tool/included.c"
check 'functions of the same name' program samename "$CC" -O0 \
  "$tool/samename.c" "$tool/samename_part.c"
programs=$(by_tier 'mutual inline-cpp samename' \
  'grow mutual inline-cpp containers included samename')
for name in $programs; do
  viewed "$name"
done
for name in $programs; do
  check "$name: the same lines in Valgrind's tree" roundtrip "$name"
done

# A path on which a function is called, and one on which it is inlined, that read
# the same.
jq '.places.rows += [[-1, 0, 0, 1296, 1, 7, 7, 7, 0, 1, 0, 7, 0, 1, 0, 0, 0, 7, 1]]
  | (.places.rows | length - 1) as $place
  | .contexts.rows += [[1, 2, 0, 0, 0, 0, 0, 0, 0, 0]]
  | (.contexts.rows | length - 1) as $caller
  | .contexts.rows += [[$caller, $place, 1, 7, 0, 0, 0, 0, 7, 1]]
  | .totals.allocs += 1 | .totals.allocated += 7
  | .totals.at_exit_bytes += 7 | .totals.at_exit_blocks += 1' \
  "$SRC/tests/cli/profiles/mixed.profile.json" >both.json
check "inlined and called: DHAT's viewer" agrees both dhat
check 'inlined and called: speedscope' agrees both speedscope

# cg_merge adds up, and cg_diff takes the first from the second.
merged () {
  exported grow cachegrind &&
    cg_merge -o twice grow.cachegrind grow.cachegrind >said 2>&1 &&
    cg_diff grow.cachegrind twice >once &&
    [ "$(tail -n 1 once)" = "$(tail -n 1 grow.cachegrind)" ]
}
check 'cg_merge and cg_diff' merged

finish
