#!/bin/sh
# What configure does not find, it names together with the packages that have
# it, all in one run.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

[ -x "$SRC/configure" ] || skip_all 'no configure script'
[ ! -f "$SRC/config.status" ] || skip_all 'the source tree is configured'
cd "$TESTTMP" || exit 1

# refuses WORDS... -- ASSIGNMENTS...: configure fails and says every word.
refuses () {
  words=
  while [ "$1" != -- ]; do
    words="$words
$1"
    shift
  done
  shift
  if env "$@" "$SRC/configure" >configure.log 2>&1; then
    echo 'configure went through'
    return 1
  fi
  echo "$words" | while IFS= read -r word; do
    grep -qF -- "$word" configure.log || {
      echo "nothing about $word in:"
      tail -n 20 configure.log
      exit 1
    }
  done
}

mkdir empty
check 'valgrind.pc' refuses valgrind.pc 'Debian: valgrind;' \
  'Fedora: valgrind-devel' -- PKG_CONFIG_LIBDIR="$TESTTMP/empty" PKG_CONFIG_PATH=
check 'valgrind.pc and Valgrind' refuses valgrind.pc 'the program valgrind' -- \
  PKG_CONFIG_LIBDIR="$TESTTMP/empty" PKG_CONFIG_PATH= VALGRIND=/nonexistent

# A valgrind.pc whose folders hold nothing, as without valgrind-tools-devel.
original=$(pkg-config --variable=pcfiledir valgrind)/valgrind.pc
mkdir pc
sed "s,^\(libdir\|includedir\)=.*,\1=$TESTTMP/empty," "$original" \
  > pc/valgrind.pc
check 'headers and libraries' refuses pub_tool_basics.h libvex.h \
  libcoregrind libreplacemalloc_toolpreload valgrind-tools-devel -- \
  PKG_CONFIG_PATH="$TESTTMP/pc"

sed 's/^Version:.*/Version: 3.18.1/' "$original" > pc/valgrind.pc
check 'a recent Valgrind' refuses '3.19 or later' -- \
  PKG_CONFIG_PATH="$TESTTMP/pc"
mkdir include
echo '#error none' > include/zlib.h
check 'zlib' refuses 'Debian: zlib1g-dev; Fedora: zlib-devel' -- \
  CPPFLAGS="-I$TESTTMP/include"
check 'a Valgrind that runs' refuses 'a Valgrind that runs' -- \
  VALGRIND=/bin/false
finish
