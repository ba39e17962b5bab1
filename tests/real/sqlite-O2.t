#!/bin/sh
# SQLite with optimisation.
#
# tier: release
# seconds: 150
#
# SPDX-License-Identifier: GPL-2.0-or-later
. "$(dirname "$0")/sqlite.sh"

examine_sqlite -O2 100000
finish
