#!/bin/sh
# memline run and memline env, with a stand-in for the tool: it says how it was
# called.  A copy of the command finds it in ../lib, as in a build tree.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

tree="$TESTTMP/it's a tree"
mkdir -p "$tree/cli" "$tree/lib"
# shellcheck disable=SC2153 # both there are
cp "$MEMLINE" "$tree/cli/memline"
memline=$tree/cli/memline
cat >"$TESTTMP/tool" <<'END'
#!/bin/sh
echo "lib: $VALGRIND_LIB"
for argument; do
  echo "<$argument>"
done
exit 7
END
chmod +x "$TESTTMP/tool"
for tool in "$BUILD"/memline/lib/memline-*; do
  cp "$TESTTMP/tool" "$tree/lib/${tool##*/}"
done
cd "$TESTTMP" || exit 1

# called EXPECTED ARGUMENT...: the tool was called with these, and run exits
# with its status.
called () {
  expected=$1
  shift
  "$memline" run "$@" >out 2>&1
  status=$?
  cat out
  found=$(sed -n 's/^<\(.*\)>$/\1/p' out | tr '\n' ' ')
  [ "$status" = 7 ] && [ "$found" = "$expected" ] &&
    grep -qxF "lib: $tree/lib" out
}

check 'a program' called '--tool=memline -- /bin/true ' /bin/true
check 'options and arguments' \
  called '--tool=memline -q --func=x -- /bin/ls -l --help ' \
  -q --func=x /bin/ls -l --help
check 'two dashes' \
  called '--tool=memline -v -- /bin/ls -- -l ' -v -- /bin/ls -- -l

env_is_quoted () {
  eval "$("$memline" env)"
  echo "$VALGRIND_LIB"
  [ "$VALGRIND_LIB" = "$tree/lib" ] && sh -c '[ -n "$VALGRIND_LIB" ]'
}
check 'env can be evaluated' env_is_quoted

# Without the stand-in, the command goes by what configure found.
rm -r "${tree:?}/lib"
env_elsewhere () {
  said=$("$memline" env)
  echo "$said"
  case $said in
    "export VALGRIND_LIB='/"*) fails grep -F "$tree" <<END ;;
$said
END
    '# '*) true ;;
    *) false ;;
  esac
}
check 'env outside a build tree' env_elsewhere

finish
