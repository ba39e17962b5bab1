#!/bin/sh
# Temporary blocks of a program that is not ours, beside the events that
# heaptrack records of it.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1
unset VALGRIND_LIB VALGRIND_OPTS
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1

cat >script.py <<'END'
names = [str(i) * 20 for i in range(3000)]
text = "".join(names)
sizes = {i: bytes(600 + i) for i in range(2000)}
END

# Every allocation, "+ SIZE TRACE ADDRESS", and free, "- ADDRESS"; a resize is one
# of each.  The last line says how many there were of each, and how many of the
# frees were of the block allocated last.
recorded () {
  heaptrack --raw -o recorded /usr/bin/python3 -SE script.py >said 2>&1 &&
    zstdcat recorded.raw.zst | awk '
      $1 == "+" { allocs++; last = $4; live[$4] = 1 }
      $1 == "-" && $2 in live {
        frees++; temporary += $2 == last; delete live[$2]
      }
      END { print allocs, frees, temporary }' >heaptrack
  cat said heaptrack
  [ -s heaptrack ]
}

counted () {
  "$MEMLINE" run -q --tables=no --memline-out-file=profile \
    /usr/bin/python3 -SE script.py &&
    "$MEMLINE" check-profile profile &&
    "$MEMLINE" churn --by=program --format=json profile >rows &&
    jq -r '.[0] | "\(.allocs) \(.churned_blocks) \(.temporary_blocks)"' rows \
      >memline
}

# heaptrack itself takes a few blocks in the program, and frees what libc keeps.
alike () {
  cat heaptrack memline
  paste -d' ' heaptrack memline | awk '
    function near(a, b) { return a >= b && a <= b + 10 }
    { good = near($1, $4) && near($2, $5) && near($3, $6) && $6 > 300 }
    END { exit !good }'
}

check 'heaptrack records' recorded
check 'memline counts' counted
check 'the same, but for what heaptrack does itself' alike
finish
