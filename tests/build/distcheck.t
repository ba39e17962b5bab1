#!/bin/sh
# make distcheck: the archive holds all that building and testing need, in a
# source tree that cannot be written to.
#
# tier: release
# seconds: 80
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/../tap.sh"

# In a build of its own: distcheck works in the build directory.
if [ -f "$SRC/config.status" ]; then
  cd "$BUILD" || exit 1
else
  mkdir "$TESTTMP/build"
  cd "$TESTTMP/build" || exit 1
  check configure "$SRC/configure" CC="$CC"
fi
check 'make distcheck' make -j"${JOBS:-1}" distcheck
finish
