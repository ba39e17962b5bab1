#!/bin/sh
# What becomes of blocks of all kinds: temporary ones, lifetimes and sizes beside
# a model that the program itself keeps, in a forked child too.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TESTTMP" || exit 1

# build FLAG...: makes ./turnover.
build () {
  "${CC:-gcc}" -g -O0 -w -fno-builtin -I"$here/../../memline" "$@" \
    -o turnover "$here/turnover.c"
}

# like_model NAME: the profile has the model's figures, and there are some.
like_model () {
  "$MEMLINE" check-profile "$1.profile" &&
    "$here/turnover.py" "$1.profile" >found && diff "$1" found &&
    [ "$(grep -c lives found)" -ge 10 ]
}

# run WAY: makes the profiles of the process and its child, one for each model.
run () {
  rm -f ./*.profile
  "$MEMLINE" run -q --tables=no --direct="$1" \
    --memline-out-file=%p.profile ./turnover model || return
  ls ./*.profile
  for profile in *.profile; do
    if jq -e '.totals.inherited_blocks > 0' "$profile"; then
      mv "$profile" model.child.profile || return
    else
      mv "$profile" model.profile || return
    fi
  done
}

# run_all WHERE FLAG...
run_all () {
  where=$1
  shift
  check "built$where" build "$@"
  for way in yes no; do
    check "run, direct=$way$where" run $way
    check "lives and sizes$where" like_model model
    check "those of a forked child$where" like_model model.child
  done
}

in_each_size run_all
finish
