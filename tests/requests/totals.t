#!/bin/sh
# Custom allocators in the program's totals: beside Memcheck's, and beside a
# model that the program itself keeps.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TESTTMP" || exit 1
${CC:-gcc} -g -O0 -w -I"$here/../../memline" -o churn "$here/churn.c" || exit 1

# live MODE: what is live is, after every request, what the program expects.
live () {
  "$MEMLINE" run -q --tables=no --memline-out-file="$1" ./churn "$1" >said &&
    cat said && test ! -s said && "$MEMLINE" check-profile "$1" &&
    test "$(jq .totals.ignored_frees "$1")" = 0
}

# memcheck MODE: blocks and bytes allocated, blocks freed, bytes and blocks left.
memcheck () {
  valgrind --run-libc-freeres=no --run-cxx-freeres=no --leak-check=no \
    ./churn "$1" 2>&1 >/dev/null | tr -d , | awk '
      /in use at exit/ { left = $6 " " $9 }
      /total heap usage/ { print $5, $9, $7, left }'
}

same () {
  printf 'Memcheck: %s\nmemline:  %s\n' "$1" "$2"
  [ -n "$1" ] && [ "$1" = "$2" ]
}

as_memcheck () {
  same "$(memcheck loose)" "$(jq -r '[.totals["allocs", "allocated", "frees",
    "at_exit_bytes", "at_exit_blocks"]] | join(" ")' loose)"
}

# Memcheck counts the chunks that pools hand out, but not those that they take
# back, nor those that are left, nor changes; churn leaves none.
as_memcheck_with_pools () {
  changes=$("$MEMLINE" annotate --format=csv --func=change --func=trim pools |
    awk -F, '{ blocks += $15; bytes += $13 } END { print blocks, bytes }')
  same "$(memcheck pools | cut -d' ' -f1,2,4,5)" \
    "$(jq -r --arg changes "$changes" '($changes / " " | map(tonumber)) as $c |
      .totals | [.allocs - $c[0], .allocated - $c[1], .at_exit_bytes,
      .at_exit_blocks] | join(" ")' pools)"
}

check 'loose chunks: live bytes' live loose
check 'loose chunks: all totals are Memcheck'\''s' as_memcheck
check 'pools: live bytes' live pools
check 'pools: what was allocated and what is left are Memcheck'\''s' \
  as_memcheck_with_pools
finish
