# zlib, with which the command reads gzipped profiles.
#
# SPDX-License-Identifier: GPL-2.0-or-later

# MEMLINE_ZLIB
# Sets ZLIB_LIBS, which is not part of LIBS: nothing else may be linked into
# the tool.
AC_DEFUN([MEMLINE_ZLIB],
[ZLIB_LIBS=-lz
AC_SUBST([ZLIB_LIBS])
AC_MSG_CHECKING([for zlib])
memline_libs=$LIBS
LIBS="$LIBS $ZLIB_LIBS"
AC_LINK_IFELSE(
  [AC_LANG_PROGRAM([[#include <zlib.h>]], [[return gzclose(NULL) == Z_OK]])],
  [AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])
   MEMLINE_MISSING([zlib], [zlib1g-dev], [zlib-devel])])
LIBS=$memline_libs
])
