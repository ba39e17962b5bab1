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

# violates FROM TO TEXT: the changed worked example is refused with status 1
# and a line that begins with TEXT.
violates () {
  sed "s/$1/$2/" grow.profile.json >changed
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

mixed_up () {
  sed 's/"freed": 4400/"freed": 4399/' grow.profile.json >changed
  exits 2 changed none mixed.profile.json &&
    grep -q 'none: cannot be opened' err && grep -q 'changed: totals' err
}
check 'all files are checked, and the worst decides' mixed_up

if /usr/bin/python3 -c 'import jsonschema' 2>err; then
  check 'the profiles have the form of the schema' /usr/bin/python3 \
    "$here/validate.py" "$SRC/docs/profile.schema.json" grow.profile.json \
    mixed.profile.json
  sed 's/"allocs": 8/"allocs": -8/' grow.profile.json >wrong
  check 'the schema refuses a wrong one' fails /usr/bin/python3 \
    "$here/validate.py" "$SRC/docs/profile.schema.json" wrong
fi
finish
