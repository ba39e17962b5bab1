#!/bin/sh
# Random programs: C++ with exceptions, threads and functions that are inlined.  See kind.sh.
#
# seconds: 30
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/kind.sh"

examine self
finish
