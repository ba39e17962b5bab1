#!/bin/sh
# What make leaves in the build tree: a tool that can run inside Valgrind, and
# a library directory that works before any install.
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"
lib=$BUILD/memline/lib
cd "$TESTTMP" || exit

no_output () {
  output=$("$@")
  echo "$output"
  [ -z "$output" ]
}

# VALGRIND_LOAD_ADDRESS is the primary's; x86 beside amd64 has the same.
address=$(sed -n 's/^VALGRIND_LOAD_ADDRESS = 0x//p' "$BUILD/Makefile")
first_segment () {
  readelf -lW "$1" | awk '$1 == "LOAD" { print $3; exit }'
}

at_its_address () {
  first_segment "$1" | grep -E "^0x0*$address\$"
}

freestanding () {
  ! readelf -lW "$1" | grep -E 'INTERP|DYNAMIC' &&
    readelf -rW "$1" | grep 'no relocations' &&
    ! nm "$1" | grep '__stack_chk'
}

replaces () {
  nm "$2" | grep -E "_vgr[0-9]+Z[UZ]_[A-Za-z0-9]*_$1\$"
}

no_debug_information () {
  ! readelf -SW "$1" | grep -F .debug
}

for tool in "$lib"/memline-*-linux; do
  name=${tool##*/}
  check "$name has no undefined symbol" no_output nm -u "$tool"
  check "$name needs neither libc nor a loader" freestanding "$tool"
  check "$name is linked to Valgrind's load address" at_its_address "$tool"

  preload=$lib/vgpreload_$name.so
  for function in malloc calloc realloc free memalign posix_memalign \
    aligned_alloc valloc malloc_usable_size _Znwm _ZdlPv
  do
    case $name:$function in *-x86-*:_Znwm) function=_Znwj ;; esac
    check "vgpreload_$name.so replaces $function" replaces "$function" "$preload"
  done
  check "vgpreload_$name.so has no debug information" \
    no_debug_information "$preload"
done

# The compiler is asked for what it would do: a function that is not declared
# returns an int, which cuts a pointer to half.
compilations () {
  srcdir=$(sed -n 's/^srcdir = //p' "$BUILD/Makefile")
  make -n -C "$BUILD" V=1 -W "$srcdir/memline/tool/base/account.c" 2>/dev/null |
    grep -E -- "-c -o [^ ]*linux-account\.o"
}

undeclared_is_an_error () {
  commands=$(compilations)
  [ -n "$commands" ] && ! echo "$commands" |
    grep -v -e '-Werror=implicit-function-declaration'
}

check 'calling an undeclared function in the tool is an error' \
  undeclared_is_an_error

check 'Valgrind'\''s suppressions are in the library directory' \
  test -r "$lib/default.supp"
check 'a program runs in place' "$MEMLINE" run --tables=no \
  --memline-out-file="$TESTTMP/out" -- true
check 'Valgrind runs with what memline env prints' sh -c '
  eval "$("$MEMLINE" env)" && cd "$TESTTMP" &&
  valgrind --tool=memline --tables=no true'
finish
