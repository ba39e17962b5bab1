#!/bin/sh
# How many instructions the tool's state takes for what it does at each event:
# counted, not timed, so that it is the same on every run.
#
# seconds: 9
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
cd "$TESTTMP" || exit 1

# Writes what is counted, and for how many instructions each, to the file
# "counts".
count () {
  rm -f out*
  valgrind -q --tool=callgrind --collect-atstart=no \
    --callgrind-out-file=out "$BUILD/tests/bench/counts" || return
  awk '/^desc: Trigger: Client Request:/ { name = $NF }
    /^totals:/ && name { print name, $2 / 1000; name = "" }' out.* >counts
  cat counts
}

# within NAME BOUND
within () {
  awk -v name="$1" -v bound="$2" '
    $1 == name { print; found = $2 > 0 && $2 <= bound }
    END { exit !found }' counts
}

# The program's stack begins elsewhere.
same () {
  mv counts first
  MORE=$(seq 1 1000)
  export MORE
  count && cmp first counts
}

check 'instructions are counted' count
sed 's/^/# /' counts

# About half as much again as gcc 12 needs for amd64.
n=0
while read -r name bound; do
  n=$((n + 1))
  check "$name: at most $bound" within "$name" "$bound"
done <<'LIST'
slabs_pair 140
blocks_pair 310
blocks_resize_in_place 160
contexts_child 85
charge_same_site 300
charge_other_site 480
charge_new_activations 1000
LIST
check 'nothing is counted without a bound' test "$(wc -l <counts)" = $n
check 'the counts are the same in another environment' same
finish
