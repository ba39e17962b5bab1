#!/bin/sh
# Random programs: C with longjmp and threads.  See kind.sh.
#
# seconds: 30
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/kind.sh"

examine model self
finish
