#!/bin/sh
# A short run of the fuzz target, with the sanitizers where the compiler has
# them.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

check 'as it was built' "$BUILD/tests/fuzz/fuzz_reader" 2000 \
  "$SRC"/tests/cli/profiles/*.json

sanitize='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'
cd "$TESTTMP" || exit 1
echo 'int main(void) { return 0; }' >empty.c
# shellcheck disable=SC2086 # several flags
if $CC $sanitize empty.c -o empty 2>said && ./empty; then
  modules=$(ls "$SRC"/memline/cli/*.c | grep -v -e /main.c -e /cmd_)
  # shellcheck disable=SC2086
  check 'built with sanitizers' $CC -std=gnu11 $sanitize -o fuzz \
    "$SRC/tests/fuzz/fuzz_reader.c" $modules
  check 'with sanitizers' ./fuzz 10000 "$SRC"/tests/cli/profiles/*.json
fi
finish
