# For tests of views: the fixed profiles in a folder of their own, and what the
# command prints of them.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
here=$(cd "$(dirname "$0")" && pwd)
cp "$here"/profiles/* "$TESTTMP"
cd "$TESTTMP" || exit 1
unset NO_COLOR
export LC_ALL=C

# prints EXPECTED ARGUMENT...: memline prints the file expected/EXPECTED, and
# nothing on standard error.
prints () {
  expected=$here/expected/$1
  shift
  "$MEMLINE" "$@" >out 2>err
  status=$?
  cat err
  [ "$status" = 0 ] && [ ! -s err ] && diff "$expected" out
}

# says TEXT ARGUMENT...: memline succeeds and prints nothing, but TEXT is in
# what it says on standard error.
says () {
  text=$1
  shift
  "$MEMLINE" "$@" >out 2>err
  status=$?
  cat out err
  [ "$status" = 0 ] && [ ! -s out ] && grep -qF -e "$text" err
}
