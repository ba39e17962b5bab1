#!/bin/sh
# Random programs: functions of C, and longjmp.  See kind.sh.
#
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/kind.sh"

step_through model-step clang optimised
examine model self
finish
