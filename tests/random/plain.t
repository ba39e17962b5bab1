#!/bin/sh
# Random programs: functions of C.  See kind.sh.
#
# seconds: 40
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/kind.sh"

check 'the model agrees with figures found by hand' "$here/model_test.py"
step_through model-step clang optimised
examine model self
finish
