#!/bin/sh
# Python, as Debian builds it for debugging, on a script.
#
# Its hashes must not be random, nor may it write compiled modules (-B).  Under
# Valgrind it takes all its memory from malloc; PYTHONMALLOC only makes it leave
# out its own checks.
#
# tier: release
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/program.sh"

version=$(/usr/bin/python3 -c \
  'import sys; print("%d.%d" % sys.version_info[:2])')
python=/usr/bin/python$version-dbg
PYTHONHASHSEED=0
PYTHONMALLOC=malloc
export PYTHONHASHSEED PYTHONMALLOC

# Attributes that were looked up are cached by the addresses of their names, so
# addresses decide when a name goes, and who was last to hold it.  Memcheck
# gives other addresses: it reuses a freed block later than memline does.
check 'there is a Python with debug information' test -x "$python"
examine --depth=32 --cut-at=unicode_dealloc -- \
  "$python" -B -S "$here/script.py"
examine_checked "$python" -B -S "$here/script.py"
finish
