#!/bin/sh
# Build, install and uninstall with a prefix of one's own: without a warning,
# and with the hardening flags of the distributions, which would break code
# that runs inside Valgrind if they reached it.
#
# tier: release
# seconds: 110
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

[ -x "$SRC/configure" ] || skip_all 'no configure script'
[ ! -f "$SRC/config.status" ] ||
  skip_all 'the source tree is configured: a second build has no place'

prefix=$TESTTMP/prefix
mkdir "$TESTTMP/build"
cd "$TESTTMP/build" || exit 1

hardening="-O2 -g -fstack-protector-strong -fstack-clash-protection -fPIE"
hardening="$hardening -fcf-protection -Wformat -Werror=format-security"
hardening="$hardening -Wp,-D_FORTIFY_SOURCE=2 -Wp,-D_GLIBCXX_ASSERTIONS"

configure () {
  "$SRC/configure" CC="$CC" --prefix="$prefix" CFLAGS="$hardening" \
    LDFLAGS='-pie -Wl,-z,relro -Wl,-z,now'
}

make_without_warning () {
  make -s -j"${JOBS:-1}" >make.log 2>&1
  status=$?
  cat make.log
  [ "$status" = 0 ] && ! grep -i 'warning' make.log
}

runs () {
  "$@"
  [ $? = 7 ]
}

check 'configure with hardening flags' configure
check 'make, and no warning' make_without_warning
check 'make again has nothing to do' make -q
check 'make install' make install
mkdir "$prefix/lib" # as in most prefixes: not to be taken for a build tree
check 'the header is installed' test -r "$prefix/include/valgrind/memline.h"
check 'the manual page is installed' test -r "$prefix/share/man/man1/memline.1"
check 'and those of the commands' \
  test -r "$prefix/share/man/man1/memline-annotate.1"
check 'completion for bash is installed' \
  test -s "$prefix/share/bash-completion/completions/memline"
check 'completion for zsh is installed' \
  test -s "$prefix/share/zsh/site-functions/_memline"

installed=$prefix/bin/memline
library=$prefix/libexec/memline
options="--tables=no --memline-out-file=$TESTTMP/out"
mv "$TESTTMP/build" "$TESTTMP/away"
cd "$TESTTMP" || exit 1

echo 'int main(void) { return 7; }' > seven.c
"$CC" -g -o seven seven.c
# shellcheck disable=SC2086 # several options
check 'the installed command runs a program' \
  runs "$installed" run $options -- ./seven
check 'it finds the installed tool' sh -c '
  test "$("$1" env)" = "export VALGRIND_LIB='\''$2'\''"' - "$installed" "$library"
check 'Valgrind itself runs it with what memline env prints' runs sh -c '
  eval "$("$1" env)" && exec valgrind --tool=memline $2 ./seven' - \
  "$installed" "$options"
check 'other tools run from the private directory' \
  runs env VALGRIND_LIB="$library" valgrind -q --tool=none ./seven
if [ -e "$library/memline-x86-linux" ] && "$CC" -m32 -g -o seven32 seven.c
then
  # shellcheck disable=SC2086 # several options
  check 'a 32-bit program runs' runs "$installed" run $options -- ./seven32
fi

mv "$TESTTMP/away" "$TESTTMP/build"
cd "$TESTTMP/build" || exit 1
check 'make install again' make install
check 'make uninstall' make uninstall
check 'nothing is left' sh -c '
  left=$(find "$1" ! -type d; find "$1/libexec/memline" 2>/dev/null)
  echo "$left"; test -z "$left"' - "$prefix"

# A staged install of a build without a prefix.
if "$SRC/configure" CC="$CC" >configure.log 2>&1; then
  directory=$(sed -n 's/^toolexecdir = //p' Makefile)
  stage=$TESTTMP/stage
  check 'a staged install without a prefix' make -j"${JOBS:-1}" install DESTDIR="$stage"
  check 'the tool goes to Valgrind'\''s own directory' \
    test -x "$stage$directory/memline-$(sed -n \
      's/^VALGRIND_ARCH = //p' Makefile)-linux"
  check 'with nothing else of ours beside it' sh -c '
    ! ls "$1" | grep -v -E "^(vgpreload_)?memline-"' - "$stage$directory"
  check 'make uninstall from the stage' make uninstall DESTDIR="$stage"
  check 'nothing is left there' sh -c '
    left=$(find "$1" ! -type d); echo "$left"; test -z "$left"' - "$stage"
else
  check 'configure without a prefix' cat configure.log
fi
finish
