#!/bin/sh
# Random programs: memline's figures are those of an independent model, and of
# an independent single-stepper.
#
# RANDOM_PROGRAMS says how many programs go through the model (100); seeds
# count from RANDOM_SEED (1).  The folder of a program that differs is kept if
# RANDOM_KEEP names a folder to work in.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(dirname "$0")
folder=${RANDOM_KEEP:-$TESTTMP}
first=${RANDOM_SEED:-1}
programs=${RANDOM_PROGRAMS:-100}
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

[ "$(uname -m)" = x86_64 ] || skip_all 'the model is of gcc for x86-64'

# agree ORACLE FROM TO: two programs at a time.
agree () {
  seq "$2" "$3" | xargs -P 2 -n 1 "$here/check" "$1" "$folder"
}

check 'the model agrees with figures found by hand' "$here/model_test.py"

gcc -O1 -Wall -Wextra -Werror -o "$folder/step" "$here/step.c"
if "$folder/step" 0 0 /dev/null /bin/true 2>/dev/null; then
  last=$((first + 4))
  check 'the model agrees with the machine code' agree model-step "$first" "$last"
  for oracle in clang optimised; do
    command -v clang >/dev/null || [ "$oracle" != clang ] || continue
    check "$oracle code, single-stepped" agree "$oracle" "$first" "$last"
  done
else
  echo '# no single-stepping here: ptrace is not allowed'
fi

from=$first
while [ "$from" -lt $((first + programs)) ]; do
  to=$((from + 9))
  [ "$to" -lt $((first + programs)) ] || to=$((first + programs - 1))
  check "programs $from to $to, modelled" agree model "$from" "$to"
  from=$((to + 1))
done
finish
