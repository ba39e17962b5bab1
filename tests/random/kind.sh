# Random programs of one kind: memline's figures are those of an independent
# model and of an independent single-stepper where there is one, and those of
# its own checks.
#
#   . "$(dirname "$0")/kind.sh"      in KIND.t
#   step_through ORACLE...           those of check
#   examine ORACLE...
#   finish
#
# From the environment: RANDOM_PROGRAMS says how many there are (2; in the release
# tier 9); seeds count from RANDOM_SEED (1).  The folder of a program that differs
# is kept if RANDOM_KEEP names a folder to work in.
#
# SPDX-License-Identifier: GPL-2.0-or-later

. "$(dirname "$0")/../tap.sh"
here=$(dirname "$0")
kind=$(basename "$0" .t)
folder=${RANDOM_KEEP:-$TESTTMP}
first=${RANDOM_SEED:-1}
programs=${RANDOM_PROGRAMS:-$(by_tier 2 9)}
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

[ "$(uname -m)" = x86_64 ] || skip_all 'the model is of gcc for x86-64'

# agree ORACLE PROGRAMS
agree () {
  seq "$first" $((first + $2 - 1)) |
    xargs -P "${JOBS:-1}" -n 1 "$here/check" "$kind" "$1" "$folder"
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

# A fifth of the programs, with each of these oracles: it is slow.
step_through () {
  gcc -O1 -Wall -Wextra -Werror -o "$folder/step" "$here/step.c"
  if ! "$folder/step" 0 0 0 /dev/null /bin/true 2>/dev/null; then
    echo '# no single-stepping here: ptrace is not allowed'
    return
  fi
  few=$(((programs + 4) / 5))
  for oracle in "$@"; do
    check "$few programs from $first, single-stepped: $oracle" agree "$oracle" $few
  done
}

# All of them.
examine () {
  for oracle in "$@"; do
    check "$programs programs from $first: $oracle" agree "$oracle" "$programs"
  done
}
