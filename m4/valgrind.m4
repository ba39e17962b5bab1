# Finds the installed Valgrind: its launcher, its headers and static libraries
# (through valgrind.pc) and the directory in which it looks for tools (which
# only Valgrind itself knows).
#
# SPDX-License-Identifier: GPL-2.0-or-later

# MEMLINE_MISSING(WHAT, DEBIAN-PACKAGE, FEDORA-PACKAGE)
# Notes something to be reported, so that one run of configure names all.
AC_DEFUN([MEMLINE_MISSING], [missing="$missing
  $1
    Debian: $2; Fedora: $3"])

# MEMLINE_REPORT_MISSING
AC_DEFUN([MEMLINE_REPORT_MISSING],
[AS_IF([test -n "$missing"],
  [AC_MSG_ERROR([memline cannot be built without these:$missing
On Debian, scripts/deps installs them.])])])

# MEMLINE_VALGRIND
# Sets VALGRIND (the launcher) and VALGRIND_{VERSION,ARCH,LOAD_ADDRESS},
# VALGRIND_INCLUDEDIR, VALGRIND_STATIC (where the .a files are),
# VALGRIND_PREFIX, VALGRIND_LIBDIR (where its tools are) and launcher_libdir
# (where the launcher looks for them, which is another directory only if this
# Valgrind was moved after it was built).
AC_DEFUN([MEMLINE_VALGRIND],
[missing=
AC_ARG_VAR([VALGRIND], [the Valgrind to run])
AC_ARG_VAR([PKG_CONFIG], [the pkg-config program, which finds valgrind.pc])
AC_ARG_WITH([valgrind],
  [AS_HELP_STRING([--with-valgrind=PREFIX],
    [build against the Valgrind under PREFIX, wherever it was meant to be])],
  [], [with_valgrind=no])
AS_CASE([$with_valgrind],
  [no|yes|''], [with_valgrind=],
  [with_valgrind=`cd "$with_valgrind" && pwd` ||
     AC_MSG_ERROR([--with-valgrind: no such directory])
   AS_IF([test -x "$with_valgrind/usr/bin/valgrind"],
     [with_valgrind=$with_valgrind/usr])
   VALGRIND=$with_valgrind/bin/valgrind
   for dir in "$with_valgrind"/lib*/pkgconfig "$with_valgrind"/lib/*/pkgconfig
   do
     PKG_CONFIG_PATH=$dir:$PKG_CONFIG_PATH
   done
   export PKG_CONFIG_PATH])
AC_SUBST([with_valgrind])

MEMLINE_VALGRIND_LAUNCHER
MEMLINE_VALGRIND_PC
AS_IF([test -n "$VALGRIND_ARCH"],
  [MEMLINE_VALGRIND_HEADERS
   MEMLINE_VALGRIND_STATIC([$VALGRIND_ARCH])])
MEMLINE_VALGRIND_LIBDIR
])

AC_DEFUN([MEMLINE_VALGRIND_LAUNCHER],
[AC_PATH_PROG([VALGRIND], [valgrind])
AS_IF([test -z "$VALGRIND" || test ! -x "$VALGRIND"],
  [MEMLINE_MISSING([the program valgrind], [valgrind], [valgrind])
   VALGRIND=])
])

# pc_variable NAME prints a variable of valgrind.pc.  The prefix written in
# the file is wrong where --with-valgrind names a tree that was moved.
AC_DEFUN([MEMLINE_VALGRIND_PC],
[AC_PATH_PROGS([PKG_CONFIG], [pkg-config pkgconf])
pc_variable () {
  $PKG_CONFIG ${with_valgrind:+"--define-variable=prefix=$with_valgrind"} \
    --variable="[$]1" valgrind
}
AC_MSG_CHECKING([for valgrind.pc])
AS_IF([test -z "$PKG_CONFIG"],
  [AC_MSG_RESULT([cannot look for it])
   MEMLINE_MISSING([the program pkg-config], [pkg-config],
     [pkgconf-pkg-config])],
  [$PKG_CONFIG --exists valgrind],
  [VALGRIND_VERSION=`$PKG_CONFIG --modversion valgrind`
   AC_MSG_RESULT([version $VALGRIND_VERSION])
   VALGRIND_ARCH=`pc_variable arch`
   VALGRIND_LOAD_ADDRESS=`pc_variable valt_load_address`
   VALGRIND_INCLUDEDIR=`pc_variable includedir`
   VALGRIND_STATIC=`pc_variable libdir`/valgrind
   VALGRIND_PREFIX=`pc_variable prefix`
   AS_IF([test "`pc_variable os`" != linux],
     [AC_MSG_ERROR([memline supports Valgrind on Linux only])])
   AS_IF([$PKG_CONFIG --atleast-version=3.19 valgrind], [],
     [AC_MSG_ERROR([memline needs Valgrind 3.19 or later])])],
  [AC_MSG_RESULT([no])
   MEMLINE_MISSING([valgrind.pc (its folder can be added to PKG_CONFIG_PATH)],
     [valgrind], [valgrind-devel])])
AC_SUBST([VALGRIND_VERSION])
AC_SUBST([VALGRIND_ARCH])
AC_SUBST([VALGRIND_LOAD_ADDRESS])
AC_SUBST([VALGRIND_INCLUDEDIR])
AC_SUBST([VALGRIND_STATIC])
])

AC_DEFUN([MEMLINE_VALGRIND_HEADERS],
[AC_MSG_CHECKING([for the headers of Valgrind])
headers=yes
for header in valgrind.h libvex.h pub_tool_basics.h pub_tool_tooliface.h; do
  AS_IF([test ! -r "$VALGRIND_INCLUDEDIR/$header"],
    [headers=no
     AS_CASE([$header],
       [valgrind.h], [fedora=valgrind-devel],
       [fedora=valgrind-tools-devel])
     MEMLINE_MISSING([the header $VALGRIND_INCLUDEDIR/$header], [valgrind],
       [$fedora])])
done
AC_MSG_RESULT([$headers])
])

# MEMLINE_VALGRIND_STATIC(ARCH)
# Some builds of Valgrind have no libgcc-sup: VALGRIND_SUP is empty then.
AC_DEFUN([MEMLINE_VALGRIND_STATIC],
[AC_MSG_CHECKING([for the static libraries of Valgrind for $1])
libraries=yes
for name in coregrind vex replacemalloc_toolpreload; do
  library=$VALGRIND_STATIC/lib$name-$1-linux.a
  AS_IF([test ! -r "$library"],
    [libraries=no
     MEMLINE_MISSING([the library $library], [valgrind],
       [valgrind-tools-devel])])
done
AC_MSG_RESULT([$libraries])
VALGRIND_SUP=$VALGRIND_STATIC/libgcc-sup-$1-linux.a
AS_IF([test ! -r "$VALGRIND_SUP"], [VALGRIND_SUP=])
AC_SUBST([VALGRIND_SUP])
])

AC_DEFUN([MEMLINE_VALGRIND_LIBDIR],
[AC_MSG_CHECKING([for the library directory of Valgrind])
launcher_libdir=
AS_IF([test -n "$VALGRIND"],
  [said=`unset VALGRIND_LIB; "$VALGRIND" --command-line-only=yes -v --tool=none true 2>&1`
   launcher_libdir=`AS_ECHO(["$said"]) |
     sed -n 's/^.*Valgrind library directory: //p'`])
VALGRIND_LIBDIR=$launcher_libdir
AS_IF([test -n "$with_valgrind"],
  [for dir in "$with_valgrind"/libexec/valgrind \
     "$with_valgrind"/lib*/valgrind "$with_valgrind"/lib/*/valgrind
   do
     AS_IF([test -x "$dir/none-$VALGRIND_ARCH-linux"],
       [VALGRIND_LIBDIR=$dir
        break])
   done])
AC_MSG_RESULT([${VALGRIND_LIBDIR:-unknown}])
AS_IF([test -n "$VALGRIND" && test -z "$VALGRIND_LIBDIR"],
  [MEMLINE_MISSING([a Valgrind that runs; $VALGRIND says: $said], [valgrind],
    [valgrind])])
AC_SUBST([VALGRIND_LIBDIR])
])
