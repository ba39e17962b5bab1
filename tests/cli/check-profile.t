#!/bin/sh
# memline check-profile, and the schema of the format.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/profiles/*.json "$TESTTMP"
cd "$TESTTMP" || exit 1

exits () {
  wanted=$1
  shift
  "$MEMLINE" check-profile "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = "$wanted" ]
}

silent () {
  exits 0 grow.profile.json mixed.profile.json && [ ! -s out ] && [ ! -s err ]
}
check 'good profiles' silent

named () {
  exits 0 -v grow.profile.json mixed.profile.json &&
    printf '%s: ok\n' grow.profile.json mixed.profile.json | cmp - out
}
check 'good profiles, named' named

# violates FROM TO TEXT [PROFILE]: the changed worked example, or the profile, is
# refused with status 1 and a line that begins with TEXT.
violates () {
  sed "s/$1/$2/" "${4:-grow}.profile.json" >changed
  exits 1 changed && grep -qF "memline: changed: $3" err
}
check 'totals' violates '"freed": 4400' '"freed": 4399' \
  'totals: inherited_bytes + allocated - freed is not at_exit_bytes'
check 'sums' violates '"allocs": 8' '"allocs": 9' \
  'places: sum of self_allocs: expected 9, found 8'
check 'a place' violates '0, 11, 4, 400, 400' '0, 11, 4, 500, 400' \
  'places row 2 (grow.c:11 grow): mem_usage 500 above peak 400'
check 'a peak' violates '0, 11, 4, 400, 400' '0, 11, 4, 400, 1500' \
  "places row 2 (grow.c:11 grow): peak 1500 above the program's"
check 'a line that did not run' violates '0, 13, 4,' '0, 13, 0,' \
  'places row 4 (grow.c:13 grow): freed 4000, but it never ran'
check 'a function' violates '"grow", 0, 0, 4, 400' '"grow", 0, 0, 4, 300' \
  'functions row 0 (grow.c grow): net, by its lines: expected 300, found 400'
check 'contexts' violates '^\[0, 2, 4, 400' '[0, 2, 4, 401' \
  'places row 2 (grow.c:11 grow): self_allocated is 400, but its contexts'

# turns ROW ROW TEXT
turns () {
  violates "^\\[$1\\]" "[$2]" "$3" turns
}
first='-1,18,349525,0,10,0,262144,1,0,0'
check 'temporary blocks' turns "$first,262144,1,0,0,34" \
  "$first,262144,1,0,11,34" \
  'contexts row 0: more temporary blocks than it allocated'
check 'temporary bytes' turns "$first,262144,1,0,0,34" \
  "$first,262144,1,349526,1,34" \
  'contexts row 0: more temporary blocks than it allocated'
check 'temporary blocks that did not live' turns "$first,262144,1,0,0,34" \
  "$first,262144,1,0,1,0" 'contexts row 0: temporary blocks that did not live'
check 'a maximum below the peak' turns "$first,262144,1,0,0,34" \
  "$first,262143,1,0,0,34" \
  'contexts row 0: max_bytes 262143 below at_peak_bytes 262144'
check 'a maximum above the peak' turns "$first,262144,1,0,0,34" \
  "$first,999999,1,0,0,34" \
  "contexts row 0: max_bytes 999999 above the program's peak"
check 'long lives' turns "$first,262144,1,0,0,34" "$first,262144,1,0,0,6400" \
  'contexts row 0: lifetime 6400 is more than its blocks can have'
check 'sizes' turns 2,1,1,1 2,1,2,2 \
  "places row 2 (/home/u/turns/turns.c:25 append): self_allocs 20 and \
self_allocated 210, but by size 21 and 211"
check 'a size of another class' turns 2,2,5,2 2,2,3,2 \
  'sizes row 1: 2 blocks of 2 bits cannot have 3 bytes'
sizes_of_nobody () {
  sed '/"sizes"/,$d' turns.profile.json | sed '$s/,$/}/' >changed
  fails grep sizes changed && exits 0 changed
}
check 'no sizes' sizes_of_nobody

mixed_up () {
  sed 's/"freed": 4400/"freed": 4399/' grow.profile.json >changed
  exits 2 changed none mixed.profile.json &&
    grep -q 'none: cannot be opened' err && grep -q 'changed: totals' err
}
check 'all files are checked, and the worst decides' mixed_up

if /usr/bin/python3 -c 'import jsonschema' 2>err; then
  check 'the profiles have the form of the schema' /usr/bin/python3 \
    "$here/validate.py" "$SRC/docs/profile.schema.json" grow.profile.json \
    mixed.profile.json turns.profile.json
  sed 's/"bits", "bytes", //' turns.profile.json >wrong
  check 'the schema refuses half a table' fails /usr/bin/python3 \
    "$here/validate.py" "$SRC/docs/profile.schema.json" wrong
  sed 's/"allocs": 8/"allocs": -8/' grow.profile.json >wrong
  check 'the schema refuses a wrong one' fails /usr/bin/python3 \
    "$here/validate.py" "$SRC/docs/profile.schema.json" wrong
fi
finish
