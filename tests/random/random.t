#!/bin/sh
# Random programs of all kinds: memline's figures are those of an independent
# model and of an independent single-stepper where there is one, and those of
# its own checks.
#
# RANDOM_PROGRAMS says how many programs (50), of RANDOM_KINDS (all); the seeds
# of each kind count from RANDOM_SEED (1).  The folder of a program that differs
# is kept if RANDOM_KEEP names a folder to work in.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(dirname "$0")
folder=${RANDOM_KEEP:-$TESTTMP}
kinds=${RANDOM_KINDS:-plain jumps threads inline throws}
first=${RANDOM_SEED:-1}
last=$((first - 1 + ${RANDOM_PROGRAMS:-50} / $(echo "$kinds" | wc -w)))
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

[ "$(uname -m)" = x86_64 ] || skip_all 'the model is of gcc for x86-64'

# agree KIND ORACLE FROM TO: two programs at a time.
agree () {
  seq "$3" "$4" | xargs -P 2 -n 1 "$here/check" "$1" "$2" "$folder"
}

step_through () {
  for kind in plain jumps; do
    check "$kind: the model agrees with the machine code" \
      agree $kind model-step "$first" $((first + 1))
    for oracle in clang optimised; do
      check "$kind: $oracle code, single-stepped" \
        agree $kind $oracle "$first" $((first + 1))
    done
  done
}

check 'the model agrees with figures found by hand' "$here/model_test.py"

gcc -O1 -Wall -Wextra -Werror -o "$folder/step" "$here/step.c"
if "$folder/step" 0 0 /dev/null /bin/true 2>/dev/null; then
  step_through
else
  echo '# no single-stepping here: ptrace is not allowed'
fi

for kind in $kinds; do
  case $kind in
  plain | jumps)
    check "$kind: programs $first to $last, modelled" agree "$kind" model "$first" "$last" ;;
  esac
  check "$kind: programs $first to $last, by memline's own checks" \
    agree "$kind" self "$first" "$last"
done
finish
