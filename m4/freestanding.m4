# Flags for code that runs inside Valgrind: no libc, no thread-local storage,
# a fixed load address.  Most of what distributions put into CFLAGS and
# LDFLAGS for the sake of hardening breaks such code.
#
# SPDX-License-Identifier: GPL-2.0-or-later

# MEMLINE_FIRST_FLAG(VARIABLE, FLAGS, [BASE-FLAGS])
# Sets VARIABLE to the first of FLAGS that the compiler can compile and link
# with, together with BASE-FLAGS; to nothing if there is none.
AC_DEFUN([MEMLINE_FIRST_FLAG],
[AC_MSG_CHECKING([which of $2 $CC accepts])
$1=
saved_CFLAGS=$CFLAGS
saved_LDFLAGS=$LDFLAGS
LDFLAGS=
for flag in $2; do
  CFLAGS="-Werror $3 $flag"
  AC_LINK_IFELSE([AC_LANG_SOURCE([void _start(void) {}])],
    [$1=$flag
     break])
done
CFLAGS=$saved_CFLAGS
LDFLAGS=$saved_LDFLAGS
AC_MSG_RESULT([${$1:-none}])
])

# MEMLINE_FREESTANDING
# Sets TOOL_CFLAGS, TOOL_LDFLAGS (without the load address' value) and
# TOOL_USER_CFLAGS, which replaces CFLAGS for the tool.
AC_DEFUN([MEMLINE_FREESTANDING],
[linker=
for flag in $LDFLAGS; do
  AS_CASE([$flag], [-fuse-ld=*|-B*], [linker="$linker $flag"])
done
freestanding="-nodefaultlibs -nostartfiles -static"
MEMLINE_FIRST_FLAG([no_pie], [-no-pie], [$freestanding])
freestanding="$freestanding $no_pie"
MEMLINE_FIRST_FLAG([text_segment],
  [-Wl,-Ttext-segment=0x58000000 -Wl,--image-base=0x58000000],
  [$freestanding $linker])
AS_IF([test -z "$text_segment"],
  [AC_MSG_ERROR([the linker has no way to choose the load address])])
MEMLINE_FIRST_FLAG([no_protection], [-fcf-protection=none], [$freestanding])

# Of the user's flags the tool takes those which cannot change what the code
# needs at run time: optimisation, debug information, warnings, path maps; and
# of the linker's the choice of the linker.
TOOL_USER_CFLAGS=
for flag in $CFLAGS; do
  AS_CASE([$flag],
    [-W@<:@alp@:>@,*|-W*implicit*|-Wno-error*], [],
    [-O*|-g*|-W*|-f*-prefix-map=*], [TOOL_USER_CFLAGS="$TOOL_USER_CFLAGS $flag"])
done
# Valgrind 3.19 cannot read all of clang's DWARF 5, and it reads the tool's.
AS_CASE([" $TOOL_USER_CFLAGS"],
  [*" -g"*], [TOOL_USER_CFLAGS="$TOOL_USER_CFLAGS -gdwarf-4"])
TOOL_CFLAGS="-std=gnu11 $WARNINGS -Werror=implicit-function-declaration \
-fno-builtin -fno-strict-aliasing -fomit-frame-pointer \
-fno-stack-protector -fno-pie $no_protection"
TOOL_LDFLAGS="$freestanding -u _start -Wl,-z,noexecstack $linker \
-Wl,--wrap=vgModuleLocal_read_elf_debug_info \
-Wl,--wrap=vgModuleLocal_read_elf_debug \
-Wl,--wrap=vgModuleLocal_addLineInfo -Wl,--wrap=vgModuleLocal_addInlInfo \
-Wl,--wrap=vgPlain_string_match -Wl,--wrap=vgPlain_di_notify_munmap \
-Wl,--wrap=vgPlain_gdbserver_report_signal \
${text_segment%=*}"
AC_SUBST([TOOL_CFLAGS])
AC_SUBST([TOOL_LDFLAGS])
AC_SUBST([TOOL_USER_CFLAGS])
])

# MEMLINE_X86
# Whether to build for x86 beside amd64: valgrind.pc names the primary
# platform only, but the libraries of both lie in one directory.
AC_DEFUN([MEMLINE_X86],
[AC_ARG_ENABLE([x86],
  [AS_HELP_STRING([--disable-x86],
    [do not build the tool for 32-bit programs beside amd64 (default: build
     it where the compiler and Valgrind can)])],
  [], [enable_x86=auto])
X86_CFLAGS=
X86_SUP=
build_x86=no
AS_IF([test "$enable_x86" != no && test "$VALGRIND_ARCH" = amd64],
  [MEMLINE_TRY_X86])
AS_CASE([$enable_x86:$build_x86],
  [yes:yes], [],
  [yes:*], [MEMLINE_MISSING([what --enable-x86 needs: $build_x86],
    [gcc-multilib, valgrind], [glibc-devel.i686, libgcc.i686, valgrind.i686])])
AC_SUBST([X86_CFLAGS])
AC_SUBST([X86_SUP])
AM_CONDITIONAL([BUILD_X86], [test "$build_x86" = yes])
])

# Valgrind's core calls the tool with a stack aligned to 4 bytes on x86, hence
# the flag about the stack boundary (gcc's and clang's names for it).
AC_DEFUN([MEMLINE_TRY_X86],
[MEMLINE_FIRST_FLAG([m32], [-m32], [-shared -fPIC -nodefaultlibs -lgcc])
MEMLINE_FIRST_FLAG([boundary],
  [-mpreferred-stack-boundary=2 -mstack-alignment=4], [-m32 $freestanding])
X86_CFLAGS="-m32 $boundary"
AS_IF([test -r "$VALGRIND_STATIC/libgcc-sup-x86-linux.a"],
  [X86_SUP=$VALGRIND_STATIC/libgcc-sup-x86-linux.a])
AS_IF([test -z "$m32"],
  [build_x86="no: $CC -m32 does not work (Debian: gcc-multilib)"],
  [test ! -r "$VALGRIND_STATIC/libcoregrind-x86-linux.a"],
  [build_x86="no: no $VALGRIND_STATIC/libcoregrind-x86-linux.a"],
  [test ! -e "$VALGRIND_LIBDIR/none-x86-linux"],
  [build_x86="no: no $VALGRIND_LIBDIR/none-x86-linux"],
  [build_x86=yes])
])
