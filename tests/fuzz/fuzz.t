#!/bin/sh
# A short run of the fuzz target, with the sanitizers where the compiler has
# them.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

# What the tool writes of programs with inlining, threads, odd ends and more.
corpus () {
  for case in tool/inline.c tool/included.c tool/containers.cpp tool/threads.c \
      tool/end-abort.c tool/exception.cpp flow/signals.c requests/pools.c; do
    name=$(basename "${case%.*}")
    compiler=$CC
    [ "${case%.cpp}" = "$case" ] || compiler=${CXX:-g++}
    $compiler -g -O1 -w "$SRC/tests/$case" -o "$TESTTMP/$name" -pthread &&
      "$MEMLINE" run --tables=no -q --memline-out-file="$TESTTMP/$name.json" \
        -- "$TESTTMP/$name" >"$TESTTMP/said" 2>&1
    [ -s "$TESTTMP/$name.json" ] || return
  done
}
check 'profiles of programs to start from' corpus

# They are a hundred times as long as the two that lie in the tree.
check 'as it was built' "$BUILD/tests/fuzz/fuzz_reader" 2000 \
  "$SRC"/tests/cli/profiles/*.json "$SRC"/tests/cli/expected/merged.json \
  "$SRC"/tests/cli/diff/*/*.json
check 'from them' "$BUILD/tests/fuzz/fuzz_reader" 25 "$TESTTMP"/*.json

sanitize='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'
cd "$TESTTMP" || exit 1
echo 'int main(void) { return 0; }' >empty.c
# shellcheck disable=SC2086 # several flags
if $CC $sanitize empty.c -o empty 2>said && ./empty; then
  modules=$(ls "$SRC"/memline/cli/*/*.c | grep -v -e /cmd_ -e /commands.c)
  # shellcheck disable=SC2086
  check 'built with sanitizers' $CC -std=gnu11 $sanitize -o fuzz \
    -I"$SRC/memline" -I"$SRC/memline/cli" "$SRC"/tests/fuzz/*.c $modules -lz
  check 'with sanitizers' ./fuzz 5000 "$SRC"/tests/cli/profiles/*.json \
    "$SRC"/tests/cli/expected/merged.json "$SRC"/tests/cli/diff/*/*.json
  check 'from them, with sanitizers' ./fuzz 10 ./*.json
fi
finish
