#!/bin/sh
# Random programs: C++ with exceptions.  See kind.sh.
#
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/kind.sh"

check 'libstdc++ says what it takes before main' find_bytes_before
step_through gcc clang optimised
examine self
finish
