#!/bin/sh
# The figures of small programs with marked lines: one test for each program
# and set of flags.  Adding a case means adding its files; see expectation.py.
#
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
exec "$(dirname "$0")/check"
