#!/bin/sh
# The fuzz target, built with the sanitizers where the compiler has them.
#
# tier: release
# seconds: 90
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/corpus.sh"

sanitize='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'
echo 'int main(void) { return 0; }' >empty.c
# shellcheck disable=SC2086 # words on purpose
{
  { $CC $sanitize empty.c -o empty 2>said && ./empty; } ||
    skip_all "$CC has no sanitizers"
  modules=$(printf '%s\n' "$SRC"/memline/cli/*/*.c |
    grep -v -e '/cmd_' -e '/commands\.c$')
  check 'built with sanitizers' $CC -std=gnu11 $sanitize -o fuzz \
    -I"$SRC/memline" -I"$SRC/memline/cli" "$SRC"/tests/fuzz/*.c $modules -lz
  check 'profiles of programs to start from' make_corpus
  check 'from small profiles' ./fuzz 5000 $small
  check 'from those of programs' ./fuzz 10 ./*.json
}
finish
