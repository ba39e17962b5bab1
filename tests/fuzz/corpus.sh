# Profiles to start from, for the fuzz target's tests.
#
#   . "$(dirname "$0")/corpus.sh"
#   check 'profiles of programs to start from' make_corpus
#
# They are in the working directory, and a hundred times as long as those in the
# tree, which "small" names.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

small="$(ls "$SRC"/tests/cli/profiles/*.json "$SRC"/tests/cli/diff/*/*.json)
$SRC/tests/cli/expected/merged.json"

# What the tool writes of programs with inlining, threads, odd ends and more.
make_corpus () {
  for case in tool/inline.c tool/included.c tool/containers.cpp tool/threads.c \
      tool/end-abort.c tool/exception.cpp flow/signals.c requests/pools.c; do
    name=$(basename "${case%.*}")
    compiler=${CC:-gcc}
    [ "${case%.cpp}" = "$case" ] || compiler=${CXX:-g++}
    $compiler -g -O1 -w "$SRC/tests/$case" -o "$name" -pthread &&
      "$MEMLINE" run --tables=no -q --memline-out-file="$name.json" \
        -- "./$name" >said 2>&1
    [ -s "$name.json" ] || return
  done
}
