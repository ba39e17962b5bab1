#!/bin/sh
# scripts/lint finds what there is to be found: in a small tree with something
# wrong for each of its parts but the compilers.
#
# seconds: 10
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

tree=$TESTTMP/tree
mkdir -p "$tree/memline/cli" "$tree/memline/tool" "$tree/tests" "$tree/.ci" \
  "$tree/scripts" "$tree/.github/workflows"
cp "$SRC/scripts/lint" "$SRC/scripts/format" "$tree/scripts"
cp "$SRC/tests/tap.sh" "$tree/tests"
cp "$SRC/memline/.clang-format" "$SRC/memline/.clang-tidy" "$tree/memline"
cp "$SRC/memline/tool/.clang-format" "$tree/memline/tool"
cd "$tree" || exit 1

# lints RESULT PART: each of the part's tests has this result.
lints () {
  scripts/lint "$2" >"$TESTTMP/said"
  status=$?
  cat "$TESTTMP/said"
  case $1:$status in ok:0 | not:1) ;; *) return 1 ;; esac
  grep "^$1 " "$TESTTMP/said" && [ "$(grep -cE '^(not )?ok ' "$TESTTMP/said")" = \
    "$(grep -c "^$1 " "$TESTTMP/said")" ]
}

good () {
  printf '%s\n' 'int one(int i);' '' 'int one(int i) {' '  int a[2] = {i, i};' \
    '  return a[1];' '}' >memline/cli/one.c
  printf '%s\n' 'int one(int i);' '' 'int one(int i)' '{' '   int a[2] = {i, i};' \
    '   return a[1];' '}' >memline/tool/one.c
  printf '#!/bin/sh\necho "$1"\n' >scripts/shell
  printf '#!/usr/bin/python3\nprint(1)\n' >scripts/python
  printf '%s\n' 'on: push' 'jobs:' '  one:' '    runs-on: ubuntu-latest' \
    '    steps:' '      - run: "true"' >.github/workflows/ci.yml
}

bad () {
  sed -i 's/{i, i}/{i,i}/; s/return a\[1\]/return i == 1 || i == 1 ? i : a[2]/' \
    memline/*/one.c
  echo 'echo $1' >>scripts/shell
  echo 'import os' >>scripts/python
  sed -i 's/runs-on/run-on/' .github/workflows/ci.yml
}

good
for part in format cppcheck tidy shell python workflow; do
  check "there is nothing: $part" lints ok $part
done
bad
for part in format cppcheck tidy shell python workflow; do
  check "there is something: $part" lints not $part
done
check 'there is no such part' fails scripts/lint grammar
finish
