# Warnings, and whether they are errors.
#
# SPDX-License-Identifier: GPL-2.0-or-later

# MEMLINE_WARNINGS
# Sets WARNINGS, for all code, and CLI_WARNINGS, for the command beside them.
# What is not among them finds nothing true here: -Wcast-qual, of which there are
# the casts that execvp() and qsort_r() want, and -Wsign-conversion, which is
# about every enum.  gcc's -Wshadow is for clang's meaning of it: a parameter may
# be called what a function of the file or a type is.
AC_DEFUN([MEMLINE_WARNINGS],
[AC_ARG_ENABLE([werror],
  [AS_HELP_STRING([--enable-werror],
    [take warnings for errors (for those who change memline)])],
  [], [enable_werror=no])
MEMLINE_FIRST_FLAG([shadow], [-Wshadow=local -Wshadow], [-nostdlib])
WARNINGS="-Wall -Wextra $shadow -Wmissing-prototypes -Wmissing-declarations \
-Wstrict-prototypes -Wold-style-definition -Wredundant-decls -Wnested-externs \
-Wpointer-arith -Wwrite-strings -Wundef -Wvla -Wformat=2 -Wdouble-promotion \
-Wfloat-equal -Wunused-macros"
AS_IF([test "$enable_werror" = yes], [WARNINGS="$WARNINGS -Werror"])
CLI_WARNINGS="-Wconversion -Wno-sign-conversion"
AC_SUBST([WARNINGS])
AC_SUBST([CLI_WARNINGS])
])
