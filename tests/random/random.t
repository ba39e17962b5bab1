#!/bin/sh
# Random programs of all kinds: memline's figures are those of an independent
# model and of an independent single-stepper where there is one, and those of
# its own checks.
#
# RANDOM_PROGRAMS says how many of each kind (9), RANDOM_KINDS which kinds (all);
# seeds count from RANDOM_SEED (1).  The folder of a program that differs is kept
# if RANDOM_KEEP names a folder to work in.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(dirname "$0")
folder=${RANDOM_KEEP:-$TESTTMP}
kinds=${RANDOM_KINDS:-plain jumps threads inline throws mixed}
first=${RANDOM_SEED:-1}
programs=${RANDOM_PROGRAMS:-9}
last=$((first + programs - 1))
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

[ "$(uname -m)" = x86_64 ] || skip_all 'the model is of gcc for x86-64'

# agree KIND ORACLE FROM TO: two programs at a time.
agree () {
  seq "$3" "$4" | xargs -P 2 -n 1 "$here/check" "$1" "$2" "$folder"
}

# libstdc++ takes memory for exceptions before there are any.
find_bytes_before () {
  echo 'int main() { try { throw 1; } catch (int) {} }' >"$TESTTMP/throw.cpp"
  g++ -o "$TESTTMP/throw" "$TESTTMP/throw.cpp"
  valgrind --run-libc-freeres=no --run-cxx-freeres=no "$TESTTMP/throw" 2>&1 |
    sed -n 's/,//g; s/.*in use at exit: \([0-9]*\) bytes in [01] blocks/\1/p' \
    >"$folder/before"
  [ -s "$folder/before" ]
}

# A fifth of the programs: it is slow.
step_through () {
  few=$((first + (programs + 4) / 5 - 1))
  for kind in $kinds; do
    case $kind in
    plain | jumps)
      check "$kind: the model agrees with the machine code" \
        agree "$kind" model-step "$first" $few ;;
    throws)
      check "$kind: gcc code, single-stepped" agree "$kind" gcc "$first" $few ;;
    *) continue ;;
    esac
    for oracle in clang optimised; do
      check "$kind: $oracle code, single-stepped" agree "$kind" $oracle "$first" $few
    done
  done
}

check 'the model agrees with figures found by hand' "$here/model_test.py"

check 'libstdc++ says what it takes before main' find_bytes_before
gcc -O1 -Wall -Wextra -Werror -o "$folder/step" "$here/step.c"
if "$folder/step" 0 0 0 /dev/null /bin/true 2>/dev/null; then
  step_through
else
  echo '# no single-stepping here: ptrace is not allowed'
fi

for kind in $kinds; do
  case $kind in
  plain | jumps | threads)
    check "$kind: programs $first to $last, modelled" agree "$kind" model "$first" "$last" ;;
  esac
  check "$kind: programs $first to $last, by memline's own checks" \
    agree "$kind" self "$first" "$last"
done
finish
