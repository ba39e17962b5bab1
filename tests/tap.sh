# For tests written in shell: a folder of their own, and TAP.
#
#   . "$(dirname "$0")/../tap.sh"
#   check 'what should be true' COMMAND [ARGUMENT...]
#   finish
#
# The end of a command's output is shown if it fails.
#
# SPDX-License-Identifier: GPL-2.0-or-later

TESTTMP=$(mktemp -d)
trap 'chmod -R u+w "$TESTTMP"; rm -rf "$TESTTMP"' EXIT
trap 'exit 1' HUP INT TERM
checked=0
failed=0

check () {
  checked=$((checked + 1))
  what=$1
  shift
  if "$@" >"$TESTTMP/.said" 2>&1; then
    echo "ok $checked - $what"
  else
    failed=$((failed + 1))
    echo "not ok $checked - $what"
    echo "# $*"
    tail -n 50 "$TESTTMP/.said" | sed 's/^/#   /'
  fi
}

# Says so without a command.
pass () {
  checked=$((checked + 1))
  echo "ok $checked - $1"
}

# For a command that should fail.
fails () {
  ! "$@"
}

# Calls COMMAND WHERE FLAG... for each size of program that the tool was built for:
# what to add to the tests' names, and the compiler's flag.
in_each_size () {
  "$1" ''
  if [ -e "$BUILD/memline/lib/memline-x86-linux" ]; then
    "$1" ', 32 bits' -m32
  else
    echo '# no 32-bit programs: the tool was built without'
  fi
}

# by_tier QUICK RELEASE: how much there is to do.
by_tier () {
  if [ "${MEMLINE_CHECK:-quick}" = release ]; then
    echo "$2"
  else
    echo "$1"
  fi
}

skip_all () {
  echo "1..0 # SKIP $*"
  exit 0
}

finish () {
  echo "1..$checked"
}
